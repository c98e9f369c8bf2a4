using System.IO;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>Something more that the demo shows around its request, such as the switch of Claude Desktop's profile.</summary>
internal interface IDemoStep
{
    /// <summary>The provider is stored and the gateway runs. Throws <see cref="DemoFailedException"/> where something does not hold.</summary>
    Task BeforeRequestAsync(DemoScene scene, TextWriter output);

    /// <summary>The answer has come.</summary>
    Task AfterRequestAsync(DemoScene scene, TextWriter output);
}
