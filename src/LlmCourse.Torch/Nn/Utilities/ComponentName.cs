namespace TorchSharp.Utils
{
    /// <summary>Gives a field that holds a component of a module another name than the field's own.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public class ComponentNameAttribute : Attribute
    {
        /// <summary>The component's name.</summary>
        public string? Name { get; set; }
    }
}

namespace TorchSharp
{
    using System.Reflection;
    using Utils;

    /// <summary>What modules ask of the fields that hold their components.</summary>
    public static class FieldInfoExtensionMethods
    {
        /// <summary>The name under which a field's component is registered: its attribute's, or the field's own.</summary>
        /// <param name="field">A field of a module.</param>
        public static string ComponentName(this FieldInfo field)
            => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
    }
}
