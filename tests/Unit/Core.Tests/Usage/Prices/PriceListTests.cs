using System;
using System.Linq;
using System.Text;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using ClaudeDesktop.Usage.Prices;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Prices;

public sealed class PriceListTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly ThrowAwayHome _home = new();

    private PriceStore Store => new(_home.Data, new FileOperations());

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Every_price_of_the_module_says_where_it_is_from_and_whom_it_is_for()
    {
        Assert.NotEmpty(PriceStore.Module);
        Assert.All(PriceStore.Module, price => Assert.StartsWith("https://", price.Source, StringComparison.Ordinal));
        Assert.All(PriceStore.Module, price => Assert.NotNull(price.Host));
        Assert.All(PriceStore.Module, price => Assert.True(price.Output >= price.Input && price.Input > 0));
    }

    [Theory]
    [InlineData("claude-opus-5", 5)]
    [InlineData("claude-haiku-4-5-20251001", 1)]
    [InlineData("claude-haiku-4-5@20251001", 1)]
    [InlineData("claude-opus-5-9", null)]
    [InlineData("gpt-6", null)]
    public void A_model_is_found_by_its_name_or_its_name_without_a_day_and_by_nothing_that_only_looks_alike(string model, int? input) =>
        Assert.Equal(input, Store.Read().Find(Of("https://api.anthropic.com"), model, Day)?.Input);

    [Fact]
    public void A_price_for_one_host_says_nothing_of_another() => Assert.Null(Store.Read().Find(Of("https://openrouter.ai/api"), "claude-opus-5", Day));

    [Theory]
    [InlineData("2026-10-06T23:59:59Z", 0.2)]
    [InlineData("2026-10-07T00:00:00Z", 0.1)]
    public void The_price_is_that_of_the_day_of_the_request(string time, decimal cacheRead) =>
        Assert.Equal(cacheRead, Store.Read().Find(Of("https://api.anthropic.com"), "claude-sonnet-5-5", DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture))!.CacheRead);

    [Fact]
    public void The_users_rows_win_then_those_of_the_provider_then_the_longest_beginning()
    {
        Own("""
            [{"name":"claude-opus-5","inputPerMtok":1,"outputPerMtok":2},
             {"name":"kimi-*","inputPerMtok":3,"outputPerMtok":4},
             {"name":"kimi-k2*","inputPerMtok":5,"outputPerMtok":6},
             {"name":"kimi-k2*","provider":"test","inputPerMtok":7,"outputPerMtok":8},
             {"name":"glm-*","provider":"Kimi","inputPerMtok":9,"outputPerMtok":10}]
            """);
        var prices = Store.Read();
        Assert.Equal(1, prices.Find(Of("https://api.anthropic.com"), "claude-opus-5", Day)!.Input);
        Assert.Equal(3, prices.Find(Of("https://x.example", "other"), "kimi-k1", Day)!.Input);
        Assert.Equal(5, prices.Find(Of("https://x.example", "other"), "kimi-k2.7", Day)!.Input);
        Assert.Equal(7, prices.Find(Of("https://x.example"), "kimi-k2.7", Day)!.Input);
        Assert.Equal(9, prices.Find(Of("https://x.example", "other", "kimi"), "glm-5", Day)!.Input);
        Assert.Null(prices.Find(Of("https://x.example", "other"), "glm-5", Day));
    }

    [Theory]
    [InlineData("http://127.0.0.1:11434", "Ollama", "qwen3.5", true)]
    [InlineData("http://localhost:1234/v1", "LM Studio", "x", true)]
    [InlineData("http://127.0.0.1:11434", "Ollama", "glm-5:cloud", false)]
    [InlineData("http://127.0.0.1:4000", "LiteLLM", "x", false)]
    [InlineData("http://127.0.0.1:4000", null, "x", false)]
    [InlineData("https://ollama.com", "Ollama", "x", false)]
    public void What_runs_on_this_machine_costs_nothing_unless_it_may_be_a_door_to_others(string address, string? preset, string model, bool isFree)
    {
        var price = Store.Read().Find(Of(address, "test", preset), model, Day);
        Assert.Equal(isFree ? 0 : null, price?.CostOf(1000, 1000, 1000, 1000));
    }

    [Fact]
    public void Each_kind_of_token_has_its_price_and_a_cache_without_one_costs_what_a_request_does()
    {
        var price = new ModelPrice { Model = "x", Input = 2, Output = 10, CacheRead = 0.2m, CacheWrite = 2.5m };
        Assert.Equal(2m + 20m + 0.6m + 10m, price.CostOf(1_000_000, 2_000_000, 3_000_000, 4_000_000));
        Assert.Equal(0.000002m, (price with { CacheRead = null, CacheWrite = null }).CostOf(0, 0, 1, 0));
        Assert.Equal(2.5m + 10m, price.MostFor(1_000_000, 1_000_000));
    }

    [Theory]
    [InlineData("""[{"name":"a","inputPerMtok":1,"outputPerMtok":2},{"name":"b","inputPerMtok":"x","outputPerMtok":2}]""", "row 2: 'inputPerMtok' is 'x'")]
    [InlineData("""[{"name":"a","inputPerMtok":1}]""", "row 1: 'outputPerMtok' is missing")]
    [InlineData("""[{"inputPerMtok":1,"outputPerMtok":2}]""", "row 1: 'name' is missing")]
    [InlineData("""[{"name":"a","inputPerMtok":-1,"outputPerMtok":2}]""", "row 1: 'inputPerMtok' is -1")]
    [InlineData("""[{"name":"a*b","inputPerMtok":1,"outputPerMtok":2}]""", "row 1: 'name' is 'a*b'")]
    [InlineData("""[{"name":"a","inputPerMtok":1,"outputPerMtok":2,"validFrom":"7.10.2026"}]""", "row 1: 'validFrom' is '7.10.2026'")]
    [InlineData("""[{"name":"a","host":"https://x","inputPerMtok":1,"outputPerMtok":2}]""", "row 1: 'host'")]
    [InlineData("""[{"name":"a","inputPerMtok":1,"outputPerMtok":2},{"name":"A","inputPerMtok":1,"outputPerMtok":2}]""", "row 2: 'name' is 'A', which row 1")]
    [InlineData("""[1]""", "row 1 is not an object")]
    [InlineData("""{"x":1}""", "no list of prices")]
    [InlineData("[{", "not valid JSON")]
    [InlineData("a;b\n1;2", "no list of prices")]
    [InlineData("name;inputPerMtok;outputPerMtok\nx;1;2\ny;1,5;2", "row 2: 'inputPerMtok' is '1,5'")]
    public void One_row_that_makes_no_sense_stops_the_whole_list_and_is_named_with_its_field(string list, string why)
    {
        Own("""[{"name":"kept","inputPerMtok":1,"outputPerMtok":2}]""");
        var before = _home.Text(_home.Data.PriceFile);
        var error = Assert.Throws<ClaudeDesktopException>(() => Store.Plan(Encoding.UTF8.GetBytes(list), "list"));
        Assert.Equal(ErrorCode.PriceListInvalid, error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _home.Text(_home.Data.PriceFile));
    }

    [Fact]
    public void A_new_list_says_what_it_changes_and_keeps_the_one_before()
    {
        Own("""[{"name":"a","inputPerMtok":1,"outputPerMtok":2},{"name":"b","inputPerMtok":1,"outputPerMtok":2},{"name":"c","inputPerMtok":1,"outputPerMtok":2}]""");
        var before = _home.Text(_home.Data.PriceFile);
        var changes = Own("name,inputPerMtok,outputPerMtok,cacheReadPerMtok\na,1.0,2,\nb,1,3,0.1\nd,1,2,\n");
        Assert.Equal(["b: Changed", "d: Added", "c: Removed"], changes.Changes.Select(change => change.ToString()));
        Assert.Equal(before, _home.Text(_home.Data.PreviousPriceFile));
        Assert.Equal(0.1m, Store.Read().Find(Of("https://x.example"), "b", Day)!.CacheRead);
    }

    [Fact]
    public void The_list_that_Claude_Desktop_itself_takes_is_taken_here_too()
    {
        Own("""{"inferenceModelPricingEnabled":true,"inferenceModelPricing":[{"name":"m","inputPerMtok":1,"outputPerMtok":2,"cacheReadPerMtok":0.1,"cacheWritePerMtok":1.25}]}""");
        Assert.Equal(0.1m, Store.Read().Find(Of("https://x.example"), "m", Day)!.CacheRead);
    }

    [Fact]
    public void A_list_that_changes_nothing_writes_nothing()
    {
        const string List = """[{"name":"a","inputPerMtok":1,"outputPerMtok":2}]""";
        Own(List);
        var before = _home.Tree();
        Assert.Empty(Own(List).Changes);
        Assert.Equal(before, _home.Tree());
    }

    private static Provider Of(string address, string id = "test", string? preset = null) =>
        new() { Id = id, Name = id, Mode = ProviderMode.Mapped, BaseUri = new Uri(address), Preset = preset };

    private PriceUpdate Own(string list)
    {
        var update = Store.Plan(Encoding.UTF8.GetBytes(list), "list");
        Store.Apply(update);
        return update;
    }
}
