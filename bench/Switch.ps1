#Requires -Version 7.4
<#
.SYNOPSIS
    Measures a switch of Claude Desktop from one provider to another and back, and a change of one provider after another down a pipeline.
.DESCRIPTION
    Against the built module (./build.ps1 first). What lies in memory takes no time to flush, so the same is measured on a disk and, where
    there is such a folder, in memory. Nothing of the user's is touched: data and Claude Desktop's files lie in temporary folders.
.EXAMPLE
    ./bench/Switch.ps1 -Count 10000
#>
[CmdletBinding()]
param(
    # How many providers there are. Beyond the two that are switched between, they are written into the store as they stand.
    [ValidateRange(2, 1000000)]
    [int] $Count = 10,

    [ValidateRange(5, 1000)]
    [int] $Runs = 40,

    # The folder of the built module; the last one built where none is named.
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$manifest = Get-ChildItem ($ModulePath ? "$ModulePath/ClaudeDesktop.psd1" : "$root/out/ClaudeDesktop/*/ClaudeDesktop.psd1") | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $manifest) { throw 'Build the module first: ./build.ps1' }
$pwsh = (Get-Process -Id $PID).Path
$env:CLAUDEDESKTOP_SECRET_STORE = 'File'

$measuring = @'
$ErrorActionPreference = 'Stop'
$WarningPreference = 'Ignore'
Import-Module $env:CLAUDEDESKTOP_BENCH_MODULE
$runs = [int]$env:CLAUDEDESKTOP_BENCH_RUNS
$rows = foreach ($number in 1..[int]$env:CLAUDEDESKTOP_BENCH_COUNT) {
    '{{"id":"p{0}","name":"Provider {0}","mode":"Mapped","apiFormat":"OpenAIChat","baseUri":"https://p{0}.example.com/v1","authScheme":"None","routes":[{{"role":"Sonnet","routeId":"claude-sonnet-5","model":"model-{0}"}}],"notes":"One of many, number {0}."}}' -f $number
}
$null = New-Item -ItemType Directory -Force $env:CLAUDEDESKTOP_HOME
[IO.File]::WriteAllText("$env:CLAUDEDESKTOP_HOME/providers.json", "{`"schemaVersion`":1,`"providers`":[`n" + ($rows -join ",`n") + "`n]}")
$switches = foreach ($run in 1..$runs) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = Enable-CDProvider "p$(1 + $run % 2)"
    $watch.Elapsed.TotalMilliseconds
}
$ids = 1..$runs | ForEach-Object { "p$(1 + $_ % [int]$env:CLAUDEDESKTOP_BENCH_COUNT)" }
$watch = [Diagnostics.Stopwatch]::StartNew()
$ids | ForEach-Object { [pscustomobject]@{ Id = $_; Notes = "changed $_" } } | Set-CDProvider
$change = $watch.Elapsed.TotalMilliseconds / $runs
@{ First = $switches[0]; Second = $switches[1]; Switches = $switches[2..($runs - 1)]; Change = $change } | ConvertTo-Json
'@

$env:CLAUDEDESKTOP_BENCH_MODULE = $manifest.FullName
$env:CLAUDEDESKTOP_BENCH_RUNS = $Runs
$env:CLAUDEDESKTOP_BENCH_COUNT = $Count
$places = [ordered]@{ 'on disk' = [IO.Path]::GetTempPath() }
if (Test-Path /dev/shm) { $places['in memory'] = '/dev/shm' }
foreach ($place in $places.GetEnumerator()) {
    $folder = Join-Path $place.Value "cd-bench-$PID"
    $env:CLAUDEDESKTOP_HOME = Join-Path $folder 'data'
    $env:CLAUDEDESKTOP_APP_HOME = Join-Path $folder 'app'
    try {
        $said = & $pwsh -NoProfile -NonInteractive -Command $measuring | ConvertFrom-Json
        $sorted = @($said.Switches | Sort-Object)
        [pscustomobject]@{ Place = $place.Key; Figure = "first switch of a shell, of $Count providers"; Ms = [Math]::Round($said.First, 1); Aim = '' }
        [pscustomobject]@{ Place = $place.Key; Figure = 'second switch'; Ms = [Math]::Round($said.Second, 1); Aim = '' }
        [pscustomobject]@{ Place = $place.Key; Figure = 'median of the others'; Ms = [Math]::Round($sorted[[int][Math]::Floor($sorted.Count / 2)], 1); Aim = $place.Key -eq 'in memory' ? '50 ms' : '' }
        [pscustomobject]@{ Place = $place.Key; Figure = "a change, of $Runs down one pipeline"; Ms = [Math]::Round($said.Change, 1); Aim = '' }
    }
    finally {
        Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
    }
}
