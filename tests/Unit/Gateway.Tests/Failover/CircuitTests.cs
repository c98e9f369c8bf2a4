using System;
using System.Linq;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

public sealed class CircuitTests
{
    private readonly FakeTime _time = new();
    private readonly Circuit _circuit;

    public CircuitTests() => _circuit = new Circuit(new CircuitLimits(), _time);

    [Fact]
    public void Four_failures_in_a_row_open_it_for_half_a_minute()
    {
        Fail(3);
        Assert.Equal(CircuitState.Closed, _circuit.State);
        Fail(1);
        Assert.Equal((CircuitState.Open, TimeSpan.FromSeconds(30)), (_circuit.State, _circuit.Wait));
        Assert.Null(_circuit.TryEnter());
        _time.Advance(30);
        Assert.Equal(CircuitState.HalfOpen, _circuit.State);
    }

    [Fact]
    public void Failures_that_are_far_apart_never_open_it()
    {
        for (var i = 0; i < 50; i++)
        {
            Fail(1);
            _time.Advance(60);
        }

        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public void Successes_make_up_for_failures()
    {
        for (var i = 0; i < 50; i++)
        {
            Fail(1);
            _circuit.Succeeded(_circuit.TryEnter()!.Value);
        }

        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public void Half_open_lets_exactly_one_through_and_its_success_closes_it()
    {
        FailUntilHalfOpen();
        var probe = Assert.Single(Enumerable.Range(0, 10).Select(_ => _circuit.TryEnter()), permit => permit is not null)!.Value;
        _circuit.Succeeded(probe);
        Assert.Equal(CircuitState.Closed, _circuit.State);
        Fail(3);
        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public void A_probe_that_fails_doubles_the_pause_up_to_five_minutes()
    {
        Fail(4);
        foreach (var pause in (int[])[30, 60, 120, 240, 300, 300])
        {
            Assert.Equal(TimeSpan.FromSeconds(pause), _circuit.Wait);
            _time.Advance(pause);
            _circuit.Failed(_circuit.TryEnter()!.Value);
        }
    }

    [Fact]
    public void A_probe_whose_client_leaves_gives_its_place_to_the_next()
    {
        FailUntilHalfOpen();
        _circuit.Abandoned(_circuit.TryEnter()!.Value);
        Assert.NotNull(_circuit.TryEnter());
        Assert.Null(_circuit.TryEnter());
    }

    [Fact]
    public void What_began_before_it_opened_neither_closes_it_nor_keeps_it_open()
    {
        var early = _circuit.TryEnter()!.Value;
        Fail(4);
        _circuit.Succeeded(early);
        Assert.Equal(CircuitState.Open, _circuit.State);
        _time.Advance(20);
        _circuit.Failed(early);
        Assert.Equal(TimeSpan.FromSeconds(10), _circuit.Wait);
    }

    [Fact]
    public void A_provider_that_asks_for_patience_is_left_alone_for_as_long_and_no_longer()
    {
        _circuit.Rest(TimeSpan.FromSeconds(40));
        _circuit.Rest(TimeSpan.FromSeconds(10));
        Assert.Equal((CircuitState.Closed, TimeSpan.FromSeconds(40)), (_circuit.State, _circuit.Wait));
        Assert.Null(_circuit.TryEnter());
        _time.Advance(40);
        Assert.NotNull(_circuit.TryEnter());
    }

    [Fact]
    public void Nobody_is_left_alone_for_longer_than_an_hour()
    {
        _circuit.Rest(TimeSpan.FromDays(30));
        Assert.Equal(TimeSpan.FromHours(1), _circuit.Wait);
    }

    [Fact]
    public void Who_is_asked_all_the_same_may_find_out_that_it_is_well_again()
    {
        Fail(4);
        _circuit.Succeeded(_circuit.Force());
        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    private void FailUntilHalfOpen()
    {
        Fail(4);
        _time.Advance(30);
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
            _circuit.Failed(_circuit.TryEnter()!.Value);
    }
}
