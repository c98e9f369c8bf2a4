#Requires -Version 7.4
<#
.SYNOPSIS
    Measures a ledger of a million requests: what Get-CDUsage takes to sum it, Get-CDRequest to list it, and how much memory.
.DESCRIPTION
    Against the built module (./build.ps1 first), each run in a shell of its own with ledgers made for it in a temporary folder, a file a day.
    Nothing leaves this machine. The figures are medians. What has just been written lies in the system's memory: a disk that is asked anew adds its own time.
.EXAMPLE
    ./bench/Usage.ps1 -Count 1000000
#>
[CmdletBinding()]
param(
    [ValidateRange(100, 100000000)]
    [int] $Count = 1000000,

    [ValidateRange(1, 100)]
    [int] $Runs = 5
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$manifest = Get-ChildItem (Join-Path $root 'out/ClaudeDesktop/*/ClaudeDesktop.psd1') | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $manifest) { throw 'Build the module first: ./build.ps1' }
$pwsh = (Get-Process -Id $PID).Path
$folder = Join-Path ([IO.Path]::GetTempPath()) "cd-bench-$PID"
$env:CLAUDEDESKTOP_HOME = Join-Path $folder 'data'
$env:CLAUDEDESKTOP_APP_HOME = Join-Path $folder 'app'
$days = 90

function Write-Ledger([int] $Requests) {
    $usage = New-Item -ItemType Directory -Force (Join-Path $env:CLAUDEDESKTOP_HOME usage)
    $random = [Random]::new(1)
    $models = 'claude-sonnet-5', 'claude-opus-5', 'claude-haiku-4-5'
    $answers = 'anthropic/claude-sonnet-5', 'z-ai/glm-5', 'qwen/qwen3-coder-30b'
    $providers = 'openrouter', 'kimi', 'my-models', 'zai'
    $roles = 'Sonnet', 'Opus', 'Haiku'
    $begun = [datetime]::UtcNow.Date.AddDays(1 - $days)
    $written = 0
    foreach ($day in 0..($days - 1)) {
        $date = $begun.AddDays($day).ToString('yyyy-MM-dd')
        $here = [int][Math]::Floor($Requests * ($day + 1) / $days) - $written
        $writer = [IO.StreamWriter]::new((Join-Path $usage "usage-$date-000000-$('{0:x8}' -f $day).jsonl"))
        $writer.NewLine = "`n"
        $writer.WriteLine('{{"start":"{0}T00:00:00Z","run":"{1:x8}","n":{2},"version":"0.1.0","pid":1,"began":"{0}T00:00:00Z","user":"ada.lovelace","machine":"DESKTOP-4711"}}' -f $date, $day, $written)
        for ($i = 0; $i -lt $here; $i++) {
            $written++
            $which = $random.Next(3)
            $at = [timespan]::FromMilliseconds([Math]::Floor(86400000.0 * $i / $here)).ToString('hh\:mm\:ss\.fff')
            $writer.WriteLine('{{"time":"{0}T{1}Z","n":{2},"id":"req_{2:x24}","session":"3f0c51de-0000-4000-8000-{3:x12}","provider":"{4}","role":"{5}","asked":"{6}","model":"{7}","answered":"{7}","in":{8},"out":{9},"cacheRead":{10},"cost":0.{11:000000},"firstMs":{12},"ms":{13},"tries":1,"status":200,"stream":true,"user":"ada.lovelace","machine":"DESKTOP-4711"}}' -f
                $date, $at, $written, ($written -shr 6), $providers[$written -band 3], $roles[$which], $models[$which], $answers[$which], $random.Next(5000), $random.Next(2000), $random.Next(90000), $random.Next(999999), $random.Next(200, 3000), $random.Next(3000, 40000))
        }
        $writer.WriteLine('{{"end":"{0}T23:59:59Z","n":{1}}}' -f $date, $written)
        $writer.Dispose()
    }
    (Get-ChildItem $usage | Measure-Object Length -Sum).Sum
}

function Invoke-Shell([string] $Command) { & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$($manifest.FullName)'; $Command" | ConvertFrom-Json }

function Get-Median([double[]] $Values) { [Math]::Round(($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)], 2) }

$measure = '$watch = [Diagnostics.Stopwatch]::StartNew(); $said = @({0}); @{{ Seconds = $watch.Elapsed.TotalSeconds; Requests = ($said | Measure-Object Requests -Sum).Sum; Peak = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB }} | ConvertTo-Json'
$commands = [ordered]@{
    'one sum'                                   = @{ Command = $measure -f 'Get-CDUsage'; Aim = '2 or less' }
    'by provider and model'                     = @{ Command = $measure -f 'Get-CDUsage Provider, Model'; Aim = '2 or less' }
    'by day'                                    = @{ Command = $measure -f 'Get-CDUsage Day'; Aim = '2 or less' }
    'by session'                                = @{ Command = $measure -f 'Get-CDUsage Session'; Aim = '' }
    'of the last day'                           = @{ Command = $measure -f 'Get-CDUsage -Since ([datetime]::UtcNow.Date.ToLocalTime())'; Aim = ''; Part = $true }
    'listed, and counted by Measure-Object'     = @{ Command = $measure -f '[pscustomobject]@{ Requests = (Get-CDRequest | Measure-Object).Count }'; Aim = '' }
    'listed, and summed by Get-CDUsage by model' = @{ Command = $measure -f 'Get-CDRequest | Get-CDUsage Model'; Aim = '' }
}

try {
    $bytes = Write-Ledger $Count
    [pscustomobject]@{ Figure = "size of $Count requests"; Median = [Math]::Round($bytes / 1MB); Unit = 'MiB'; Aim = '' }
    foreach ($name in $commands.Keys) {
        $said = 1..$Runs | ForEach-Object { Invoke-Shell $commands[$name].Command }
        if (-not $commands[$name].Part -and ($said.Requests -ne $Count)) { throw "Not every request was counted: $name" }
        [pscustomobject]@{ Figure = $name; Median = Get-Median $said.Seconds; Unit = 's'; Aim = $commands[$name].Aim }
    }
    [pscustomobject]@{ Figure = 'most memory of a shell that summed by session'; Median = Get-Median (1..$Runs | ForEach-Object { (Invoke-Shell $commands['by session'].Command).Peak }); Unit = 'MiB'; Aim = '' }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}
