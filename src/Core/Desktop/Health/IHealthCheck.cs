using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Looks at one thing and says what is wrong with it. Changes nothing.</summary>
internal interface IHealthCheck
{
    IEnumerable<HealthFinding> Check(HealthScene scene);
}
