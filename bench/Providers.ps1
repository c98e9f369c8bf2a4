#Requires -Version 7.4
<#
.SYNOPSIS
    Measures a store of many providers: the first and the last object of Get-CDProvider, memory, and an import of another thousand.
.DESCRIPTION
    Against the built module (./build.ps1 first), each run in a shell of its own with a store made for it in a temporary folder.
    Nothing leaves this machine. The figures are medians.
.EXAMPLE
    ./bench/Providers.ps1 -Count 10000
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000000)]
    [int] $Count = 10000,

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

function Get-Row([int] $Number) {
    '{{"id":"p{0}","name":"Provider {0}","mode":"Mapped","apiFormat":"OpenAIChat","baseUri":"https://p{0}.example.com/v1","authScheme":"Bearer","routes":[{{"role":"Sonnet","routeId":"claude-sonnet-5","model":"model-{0}"}},{{"role":"Haiku","routeId":"claude-haiku-4-5","model":"small-{0}","supports1M":true}}],"headers":{{"x-team":"team {0}"}},"notes":"One of many, number {0}."}}' -f $Number
}

function Write-List([string] $Path, [int] $From, [int] $To) {
    $null = New-Item -ItemType Directory -Force (Split-Path $Path)
    [IO.File]::WriteAllText($Path, "{`"schemaVersion`":1,`"providers`":[`n" + (($From..$To | ForEach-Object { Get-Row $_ }) -join ",`n") + "`n]}")
}

function Invoke-Shell([string] $Command) { & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$($manifest.FullName)'; $Command" | ConvertFrom-Json }

function Get-Median([double[]] $Values) { [Math]::Round(($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)], 1) }

$listing = @'
$process = [Diagnostics.Process]::GetCurrentProcess(); $null = [GC]::GetTotalMemory($true)
$watch = [Diagnostics.Stopwatch]::StartNew()
$first = 0.0; $seen = 0; $most = 0L; $start = [GC]::GetTotalMemory($true)
Get-CDProvider | ForEach-Object {
    if (-not $seen) { $first = $watch.Elapsed.TotalMilliseconds; $first | Out-Null }
    if (++$seen % 1000 -eq 0) { $now = [GC]::GetTotalMemory($true); if ($now -gt $most) { $most = $now } }
}
@{ First = $first; Last = $watch.Elapsed.TotalMilliseconds; Live = ($most - $start) / 1MB; Seen = $seen } | ConvertTo-Json
'@

$filtering = @'
$watch = [Diagnostics.Stopwatch]::StartNew()
$found = @(Get-CDProvider | Where-Object Name -like '*99').Count
@{ Filtered = $watch.Elapsed.TotalMilliseconds; Found = $found } | ConvertTo-Json
'@

$importing = @'
$watch = [Diagnostics.Stopwatch]::StartNew()
$done = @(Import-CDProvider $env:CLAUDEDESKTOP_BENCH_LIST | Where-Object Outcome -EQ Imported).Count
@{ Import = $watch.Elapsed.TotalMilliseconds; Done = $done } | ConvertTo-Json
'@

try {
    $store = Join-Path $env:CLAUDEDESKTOP_HOME providers.json
    $env:CLAUDEDESKTOP_BENCH_LIST = Join-Path $folder list.json
    Write-List $env:CLAUDEDESKTOP_BENCH_LIST ($Count + 1) ($Count + 1000)
    Write-List $store 1 $Count
    $listed = 1..$Runs | ForEach-Object { Invoke-Shell $listing }
    $filtered = 1..$Runs | ForEach-Object { Invoke-Shell $filtering }
    $imported = 1..$Runs | ForEach-Object { Write-List $store 1 $Count; Invoke-Shell $importing }
    if ($listed.Seen -ne $Count + 1 -or $imported.Done -ne 1000) { throw 'Not every provider came.' }
    [pscustomobject]@{ Figure = "first of $Count providers"; Median = Get-Median $listed.First; Unit = 'ms'; Aim = '100 or less' }
    [pscustomobject]@{ Figure = 'last, with a full collection every 1,000'; Median = Get-Median $listed.Last; Unit = 'ms'; Aim = '' }
    [pscustomobject]@{ Figure = 'last, through Where-Object'; Median = Get-Median $filtered.Filtered; Unit = 'ms'; Aim = '' }
    [pscustomobject]@{ Figure = 'most live memory over the start'; Median = Get-Median $listed.Live; Unit = 'MiB'; Aim = "the file's size, not the objects'" }
    [pscustomobject]@{ Figure = 'import of 1,000 more'; Median = Get-Median $imported.Import; Unit = 'ms'; Aim = '' }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}
