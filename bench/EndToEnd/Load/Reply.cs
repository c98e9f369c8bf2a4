namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>What came of one request. Times are ticks of the machine's clock.</summary>
/// <param name="Status">The status of its head.</param>
/// <param name="Events">How many pieces of text came.</param>
/// <param name="First">Until the first of them; 0 where there was none.</param>
/// <param name="Took">Until the last byte.</param>
internal readonly record struct Reply(int Status, int Events, long First, long Took)
{
    public bool Answers(Ask ask) => Status == 200 && (!ask.Wish.IsStream || Events == ask.Wish.Events);
}
