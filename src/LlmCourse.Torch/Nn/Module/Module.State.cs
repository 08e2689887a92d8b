namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// The module's state: all parameters and persistent buffers by dotted name. The tensors are the module's
            /// own, not copies. A parameter that two modules share appears under each of its names.
            /// </summary>
            /// <param name="destination">A dictionary to add to; null makes a new one.</param>
            /// <param name="prefix">Put before every name, with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";
                foreach (var (key, parameter) in named_parameters())
                    destination.TryAdd(Key(key), parameter);
                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(key), buffer);
                foreach (var (key, child) in named_children())
                    child.state_dict(destination, Key(key));
                return destination;
            }

            /// <summary>Copies values from a state into this module's own tensors.</summary>
            /// <param name="source">Tensors by dotted name; shapes must agree, element types are converted.</param>
            /// <param name="strict">Whether a name on one side only is an error.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The names this module has and the source lacks, and those that only the source has.</returns>
            /// <exception cref="InvalidOperationException">
            /// With <paramref name="strict"/>, a name is on one side only; nothing was copied.
            /// </exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                var missing = destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException(
                        $"The loaded state does not fit {GetName()}: missing [{string.Join(", ", missing)}], " +
                        $"unexpected [{string.Join(", ", unexpected)}]. Nothing was changed.");
                }
                var common = source.Where(entry => !skip.Contains(entry.Key) && destination.ContainsKey(entry.Key)).ToList();
                foreach (var (key, value) in common)
                {
                    if (!destination[key].shape.AsSpan().SequenceEqual(value.shape))
                    {
                        throw new InvalidOperationException(
                            $"The loaded state does not fit {GetName()}: {key} has shape [{string.Join(", ", value.shape)}] in the state " +
                            $"and [{string.Join(", ", destination[key].shape)}] in the module. Nothing was changed.");
                    }
                }
                using var _ = no_grad(); // a leaf that requires a gradient may only be written outside the graph
                foreach (var (key, value) in common)
                    destination[key].copy_(value);
                return (missing, unexpected);
            }

            /// <summary>Writes the state to a file, in TorchSharp's binary format.</summary>
            /// <param name="location">Path of the file.</param>
            /// <param name="skip">Names to leave out.</param>
            /// <returns>This module.</returns>
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes the state to a stream, which is closed afterwards.</summary>
            /// <param name="stream">Where to write.</param>
            /// <param name="skip">Names to leave out.</param>
            /// <returns>This module.</returns>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes the state with a writer.</summary>
            /// <param name="writer">Where to write.</param>
            /// <param name="skip">Names to leave out.</param>
            /// <returns>This module.</returns>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>
            /// Writes named tensors: their number as a LEB128 integer, then for each its name (length-prefixed UTF-8)
            /// and the tensor: element type and sizes as LEB128 integers, then the elements in row order.
            /// </summary>
            /// <param name="writer">Where to write.</param>
            /// <param name="sd">The tensors.</param>
            /// <param name="skip">Names to leave out.</param>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Write7BitEncodedInt64(kept.Count);
                foreach (var (key, tensor) in kept)
                {
                    writer.Write(key);
                    TensorStream.Write(writer, tensor);
                }
            }

            /// <summary>Makes a module of a type and fills it from a file.</summary>
            /// <typeparam name="T">The module's type.</typeparam>
            /// <param name="path">A file that <see cref="save(string, IList{string})"/> wrote.</param>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);

            /// <summary>Reads the state from a file.</summary>
            /// <param name="location">A file that <see cref="save(string, IList{string})"/> wrote.</param>
            /// <param name="strict">Whether a name on one side only is an error.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Filled with each name read and whether this module has it.</param>
            /// <returns>This module.</returns>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads the state from a stream, which is closed afterwards.</summary>
            /// <param name="stream">Where to read.</param>
            /// <param name="strict">Whether a name on one side only is an error.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Filled with each name read and whether this module has it.</param>
            /// <returns>This module.</returns>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads the state with a reader.</summary>
            /// <param name="reader">Where to read.</param>
            /// <param name="strict">Whether a name on one side only is an error.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Filled with each name read and whether this module has it.</param>
            /// <returns>This module.</returns>
            /// <exception cref="ArgumentException">With <paramref name="strict"/>, the stored names are not this module's.</exception>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var state = state_dict();
                var entries = reader.Read7BitEncodedInt64();
                if (strict && entries != state.Count)
                    throw new ArgumentException($"The stored state has {entries} tensors, {GetName()} has {state.Count}.", nameof(reader));
                for (long i = 0; i < entries; i++)
                {
                    var key = reader.ReadString();
                    var found = state.TryGetValue(key, out var tensor);
                    if (strict && !found)
                        throw new ArgumentException($"The stored state has a tensor '{key}' that {GetName()} lacks.", nameof(reader));
                    if (found && skip?.Contains(key) != true)
                        TensorStream.ReadInto(reader, tensor!);
                    else
                        TensorStream.Read(reader).Dispose(); // moves the reader past it
                    loadedParameters?.Add(key, found);
                }
                return this;
            }
        }
    }
}
