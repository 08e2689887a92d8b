using LlmCourse.Runs.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting;

/// <summary>The keys that sign cookies, in the data folder: who restores it, or runs a second web process on it, keeps everybody's session.</summary>
internal static class SiteKeys
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Registers data protection.</summary>
    public static void AddSiteKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("LlmCourse");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>, ILoggerFactory>((keys, storage, logs) =>
        {
            var folder = Directory.CreateDirectory(storage.Value.KeyFolder);
            if (!OperatingSystem.IsWindows()) folder.UnixFileMode = OnlyOwner; // whoever reads them can sign a session for anybody
            keys.XmlRepository = new FileSystemXmlRepository(folder, logs);
        });
    }
}
