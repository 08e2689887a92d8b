namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose call can be watched or changed by hooks, before and after its forward.</summary>
        /// <typeparam name="TPreHook">Hook called with the module and its inputs.</typeparam>
        /// <typeparam name="TPostHook">Hook called with the module, its inputs and its result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>Hooks before forward that may replace its input, by key.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>Hooks after forward that may replace its result, by key.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>Hooks before forward that only see the module, by key.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>Hooks after forward that only see the module, by key.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            private long _hooksRegistered;

            /// <summary>Makes an empty module.</summary>
            /// <param name="name">The module's own name.</param>
            protected HookableModule(string name) : base(name)
            {
            }

            /// <summary>Adds a hook after forward; what it returns, unless null, replaces the result.</summary>
            /// <param name="hook">The hook.</param>
            /// <returns>An object that removes the hook.</returns>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <summary>Adds a hook before forward; what it returns, unless null, replaces the input.</summary>
            /// <param name="hook">The hook.</param>
            /// <returns>An object that removes the hook.</returns>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            /// <summary>Adds a hook after forward that only sees the module.</summary>
            /// <param name="hook">The hook.</param>
            /// <returns>An object that removes the hook.</returns>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            /// <summary>Adds a hook before forward that only sees the module.</summary>
            /// <param name="hook">The hook.</param>
            /// <returns>An object that removes the hook.</returns>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            private HookRemover Register<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                var key = $"hook {_hooksRegistered++}";
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                pre_hooks.Remove(key);
                post_hooks.Remove(key);
                module_pre_hooks.Remove(key);
                module_post_hooks.Remove(key);
            }

            /// <summary>Removes one hook.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>Makes a remover for the hook under a key.</summary>
                /// <param name="module">The module that holds the hook.</param>
                /// <param name="key">The hook's key.</param>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key) => (_module, _key) = (module, key);

                /// <summary>Removes the hook; does nothing the second time.</summary>
                public void remove() => _module.Remove(_key);
            }
        }
    }
}
