using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>The memory of a burst goes back when it is over, and not while somebody waits for an answer.</summary>
public sealed class MemoryRestTests
{
    // Once when it is over, once when the pools have aged, and ten times until they are empty.
    private const int Whole = 12;
    private readonly FakeTime _time = new();
    private bool _isBusy;
    private int _collected;

    [Fact]
    public void It_is_collected_when_nothing_was_asked_for_a_while_and_again_when_the_pools_have_aged()
    {
        using var rest = Create();
        rest.Work();
        _time.Advance(10);
        Assert.Equal(0, _collected);
        _time.Advance(10);
        Assert.Equal(1, _collected);
        _time.Advance(60);
        Assert.Equal(1, _collected);
        _time.Advance(10);
        Assert.Equal(2, _collected);
        _time.Advance(30);
        Assert.Equal(3, _collected);
        _time.Advance(3600);
        Assert.Equal(Whole, _collected);
    }

    [Fact]
    public void Whoever_is_at_work_is_not_held_up()
    {
        using var rest = Create();
        rest.Work();
        _isBusy = true;
        _time.Advance(600);
        Assert.Equal(0, _collected);
        _isBusy = false;
        for (var i = 0; i < 60; i++)
        {
            rest.Work();
            _time.Advance(10);
        }

        Assert.Equal(0, _collected);
        _time.Advance(10);
        Assert.Equal(1, _collected);
    }

    [Fact]
    public void The_next_burst_is_given_back_as_well()
    {
        using var rest = Create();
        rest.Work();
        _time.Advance(600);
        Assert.Equal(Whole, _collected);
        rest.Work();
        _time.Advance(20);
        Assert.Equal(Whole + 1, _collected);
    }

    [Fact]
    public void Nothing_is_collected_when_the_gateway_is_gone()
    {
        var rest = Create();
        rest.Work();
        rest.Dispose();
        rest.Work();
        _time.Advance(600);
        Assert.Equal(0, _collected);
    }

    [Fact]
    public void An_array_goes_back_to_the_pool_that_it_came_from()
    {
        var before = LargeArrays.Pool;
        var buffer = new PooledBuffer();
        buffer.Append(new byte[2 * LargeArrays.From]);
        LargeArrays.LetGo();
        buffer.Append(new byte[2 * LargeArrays.From]);
        Assert.Equal(4 * LargeArrays.From, buffer.Length);
        buffer.Dispose();
        Assert.NotSame(before, LargeArrays.Pool);
    }

    private MemoryRest Create() => new(() => _isBusy, () => _collected++, _time);
}
