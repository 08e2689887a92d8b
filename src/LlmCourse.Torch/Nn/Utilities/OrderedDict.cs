namespace TorchSharp.Utils;

using System.Collections;
using System.Diagnostics.CodeAnalysis;

/// <summary>A dictionary that keeps its entries in the order in which they were added.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)> where TKey : notnull
{
    private readonly List<(TKey, TValue)> _entries = [];
    private readonly Dictionary<TKey, TValue> _values = [];

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Always false.</summary>
    public bool IsReadOnly => false;

    /// <summary>The keys, in order.</summary>
    public ICollection<TKey> Keys => _entries.ConvertAll(entry => entry.Item1);

    /// <summary>The values, in order.</summary>
    public ICollection<TValue> Values => _entries.ConvertAll(entry => entry.Item2);

    /// <summary>The entry at a position. Setting it replaces the entry, key and all.</summary>
    /// <param name="index">The position.</param>
    public (TKey, TValue) this[int index]
    {
        get => _entries[index];
        set
        {
            _values.Remove(_entries[index].Item1);
            _values.Add(value.Item1, value.Item2);
            _entries[index] = value;
        }
    }

    /// <summary>The value of a key. Setting keeps the place of a key that is there, and adds a new one at the end.</summary>
    /// <param name="key">The key.</param>
    public TValue this[TKey key]
    {
        get => _values[key];
        set
        {
            if (!_values.ContainsKey(key))
                _entries.Add((key, value));
            else
                _entries[Position(key)] = (key, value);
            _values[key] = value;
        }
    }

    /// <summary>Adds an entry at the end.</summary>
    /// <param name="item">Key and value.</param>
    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc/>
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public void Add(TKey key, TValue value)
    {
        _values.Add(key, value);
        _entries.Add((key, value));
    }

    /// <summary>Adds an entry at the end unless the key is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it was added.</returns>
    internal bool TryAdd(TKey key, TValue value)
    {
        if (!_values.TryAdd(key, value))
            return false;
        _entries.Add((key, value));
        return true;
    }

    /// <summary>Removes all entries.</summary>
    public void clear() => Clear();

    /// <inheritdoc cref="clear"/>
    public void Clear()
    {
        _entries.Clear();
        _values.Clear();
    }

    /// <summary>Whether this key has this value.</summary>
    /// <param name="item">Key and value.</param>
    public bool Contains((TKey, TValue) item) => _entries.Contains(item);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<TKey, TValue> item) => _entries.Contains((item.Key, item.Value));

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in _entries)
            array[arrayIndex++] = new(key, value);
    }

    /// <summary>Position of an entry; −1 if it is not there.</summary>
    /// <param name="item">Key and value.</param>
    public int IndexOf((TKey, TValue) item) => _entries.IndexOf(item);

    /// <summary>Adds an entry at a position.</summary>
    /// <param name="index">The position.</param>
    /// <param name="item">Key and value.</param>
    public void Insert(int index, (TKey, TValue) item)
    {
        _values.Add(item.Item1, item.Item2);
        _entries.Insert(index, item);
    }

    /// <summary>Removes an entry.</summary>
    /// <param name="item">Key and value.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove((TKey, TValue) item) => _entries.Contains(item) && Remove(item.Item1);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    /// <inheritdoc/>
    public bool Remove(TKey key)
    {
        if (!_values.Remove(key))
            return false;
        _entries.RemoveAt(Position(key));
        return true;
    }

    /// <summary>Removes the entry at a position.</summary>
    /// <param name="index">The position.</param>
    public void RemoveAt(int index)
    {
        _values.Remove(_entries[index].Item1);
        _entries.RemoveAt(index);
    }

    /// <summary>Entries in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    /// <summary>Keys in order.</summary>
    public IEnumerable<TKey> keys() => Keys;

    /// <summary>Values in order.</summary>
    public IEnumerable<TValue> values() => Values;

    /// <summary>Entries in order.</summary>
    public IEnumerator<(TKey, TValue)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator()
    {
        foreach (var (key, value) in _entries)
            yield return new(key, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Position(TKey key) => _entries.FindIndex(entry => EqualityComparer<TKey>.Default.Equals(entry.Item1, key));
}
