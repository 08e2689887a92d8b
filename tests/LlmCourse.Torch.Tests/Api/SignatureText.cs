using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LlmCourse.Torch.Tests.Api;

/// <summary>
/// Writes public members as the list of TorchSharp's API does: C# without modifiers that callers don't see, `torch.` and
/// namespaces dropped inside signatures. Nullable marks of reference types are left out on both sides: they don't change
/// what compiles.
/// </summary>
internal static partial class SignatureText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(char)] = "char",
    };

    /// <summary>The header name of a type: <c>torch.nn.Module&lt;T,TResult&gt;</c>.</summary>
    public static string Header(Type type) => Plain(type, header: true);

    /// <summary>
    /// All public and protected members that the type declares; without <paramref name="overrides"/> those alone that do
    /// not override a member of another type of the same assembly, which shows where that is declared.
    /// </summary>
    public static IEnumerable<string> Members(Type type, bool overrides = true)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            foreach (var name in type.GetEnumNames())
                yield return $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}";
            yield break;
        }
        var isStatic = type is { IsAbstract: true, IsSealed: true };
        foreach (var constructor in type.GetConstructors(declared).Where(Visible))
            yield return Access(constructor) + $"new {Name(type)}({Parameters(constructor)})";
        foreach (var field in type.GetFields(declared).Where(field => field.IsPublic || field.IsFamily))
        {
            var prefix = field.IsFamily ? "protected " : "";
            var shared = field.IsStatic && !isStatic ? "static " : "";
            yield return Normalise($"{prefix}{shared}{Text(field.FieldType, TupleNames(field))} {field.Name}");
        }
        foreach (var property in type.GetProperties(declared))
        {
            var getter = property.GetGetMethod(nonPublic: true);
            var setter = property.GetSetMethod(nonPublic: true);
            var main = getter ?? setter!;
            if (!Visible(main))
                continue;
            var names = TupleNames(property);
            var accessors = (getter is not null && Visible(getter) ? "get; " : "") + (setter is not null && Visible(setter) ? "set; " : "");
            var index = property.GetIndexParameters();
            var title = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
            yield return Access(main) + (main.IsStatic && !isStatic ? "static " : "") + $"{Text(property.PropertyType, names)} {title} {{ {accessors}}}";
        }
        foreach (var method in type.GetMethods(declared).Where(Visible))
        {
            if (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal))
                continue;
            var first = method.GetBaseDefinition().DeclaringType!;
            if (!overrides && first != type && first.Assembly == type.Assembly)
                continue;
            var title = method.Name.StartsWith("op_", StringComparison.Ordinal) ? $"operator {method.Name[3..]}" : method.Name;
            var generic = method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(x => x.Name))}>" : "";
            var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
            yield return Access(method) + (method.IsStatic && !isStatic ? "static " : "")
                + $"{Text(method.ReturnType, TupleNames(method.ReturnParameter))} {title}{generic}({extension}{Parameters(method)})";
        }
    }

    /// <summary>A line of the list without what <see cref="Members"/> leaves out.</summary>
    public static string Normalise(string line)
    {
        var bare = Modifiers().Replace(line.Replace(" [Obsolete]", "", StringComparison.Ordinal), "");
        return ReferenceNullable().Replace(bare, "").Trim();
    }

    [GeneratedRegex(@"\b(override|virtual|abstract|readonly|const|sealed) (?=\S+)")]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"(?<!\b(long|int|bool|double|float|short|byte|sbyte|ulong|ScalarType|DeviceType|TensorStringStyle|Reduction|Size)|\))\?")]
    private static partial Regex ReferenceNullable();

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var text = $"{prefix}{Text(type, TupleNames(parameter))} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {Default(parameter, type)}" : text;
    }

    private static string Default(ParameterInfo parameter, Type type)
    {
        var value = parameter.RawDefaultValue;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type is { IsValueType: true } && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{text}\"",
            float single => single.ToString(CultureInfo.InvariantCulture) + "f",
            double real => real.ToString(CultureInfo.InvariantCulture),
            _ when bare.IsEnum => $"{Name(bare)}.{Enum.ToObject(bare, value)}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static Queue<string?>? TupleNames(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false) is [TupleElementNamesAttribute names] ? new(names.TransformNames) : null;

    private static string Text(Type type, Queue<string?>? names)
    {
        if (type.IsArray)
            return $"{Text(type.GetElementType()!, names)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Text(underlying, names) + "?";
        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            var arguments = type.GetGenericArguments();
            // The names of a tuple come before those of the tuples inside it.
            var own = arguments.Select(_ => names is { Count: > 0 } ? names.Dequeue() : null).ToArray();
            return $"({string.Join(", ", arguments.Select((argument, i) => Text(argument, names) + (own[i] is { } name ? " " + name : "")))})";
        }
        if (!type.IsGenericType)
            return Plain(type, header: false);
        return $"{Outer(type, header: false)}{Name(type)}<{string.Join(", ", type.GetGenericArguments().Select(argument => Text(argument, names)))}>";
    }

    private static string Plain(Type type, bool header)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToArray();
        return Outer(type, header) + Name(type) + (own.Length > 0 ? $"<{string.Join(",", own.Select(x => x.Name))}>" : "");
    }

    private static string Outer(Type type, bool header)
    {
        // Inside signatures the list writes a nested type's generic arguments once, at its end.
        if (type.DeclaringType is { } outer)
            return header ? Plain(outer, header) + "." : outer == typeof(TorchSharp.torch) ? "" : $"{Outer(outer, header)}{Name(outer)}.";
        return type.Namespace switch
        {
            "TorchSharp.Modules" => "Modules.",
            "TorchSharp.Utils" when header => "Utils.",
            _ => "",
        };
    }

    private static string Name(Type type) => type.Name.Split('`')[0];
}
