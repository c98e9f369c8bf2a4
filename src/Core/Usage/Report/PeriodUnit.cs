namespace ClaudeDesktop.Usage.Report;

/// <summary>How long a time each column of a chart stands for.</summary>
internal enum PeriodUnit
{
    Day,
    Week,
    Month,
}
