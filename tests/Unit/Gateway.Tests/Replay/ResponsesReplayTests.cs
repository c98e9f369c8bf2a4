using System.Collections.Generic;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Replay;

public sealed class ResponsesReplayTests(ResponsesReplayTests.Gateway gateway) : IClassFixture<ResponsesReplayTests.Gateway>
{
    public static IEnumerable<ITheoryDataRow> All => Recordings.Of("openai-responses");

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public Task A_recorded_answer_reads_as_its_vendors_own_client_reads_it(string recording) => Recordings.CheckAsync(gateway, recording);

    public sealed class Gateway() : ReplayGateway(ApiFormat.OpenAIResponses);
}
