using System.Collections.Generic;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Who can answer a request, the best first, and who cannot.</summary>
internal sealed record CandidateList(IReadOnlyList<Candidate> Candidates, IReadOnlyList<PassedOver> PassedOver);
