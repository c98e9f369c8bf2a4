#Requires -Version 7.4
<#
.SYNOPSIS
    Measures how long the module takes to import, and the gateway to answer its first request.
.DESCRIPTION
    Both against the built module (./build.ps1 first). Each figure is a median of whole processes, the compared ones in turn,
    so that other work on the machine hurts all alike. Nothing leaves this machine, and all data lies in a temporary folder.
.EXAMPLE
    ./bench/Startup.ps1 -Runs 21
#>
[CmdletBinding()]
param(
    [ValidateRange(3, 200)]
    [int] $Runs = 15
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$manifest = Get-ChildItem (Join-Path $root 'out/ClaudeDesktop/*/ClaudeDesktop.psd1') | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $manifest) { throw 'Build the module first: ./build.ps1' }
$pwsh = (Get-Process -Id $PID).Path
$gateway = Join-Path $manifest.DirectoryName 'gateway/ClaudeDesktop.Gateway.dll'
$dataHome = Join-Path ([IO.Path]::GetTempPath()) "cd-bench-$PID"
$env:CLAUDEDESKTOP_HOME = $dataHome
$env:CLAUDEDESKTOP_SECRET_STORE = 'File'

function Get-Median([double[]] $Values) { ($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)] }

function Measure-Shell([string] $Command) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $pwsh -NoProfile -NonInteractive -Command $Command | Out-Null
    $watch.Elapsed.TotalMilliseconds
}

function Measure-Gateway {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    'exec', $gateway, 'serve', '--watch-stdin', '--port', '0' | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $process = [Diagnostics.Process]::Start($start)
    $ready = $process.StandardOutput.ReadLine() | ConvertFrom-Json

    # A bare socket, since the first request of an HTTP client costs this shell more than it costs the gateway.
    $socket = [Net.Sockets.TcpClient]::new('127.0.0.1', $ready.port)
    $stream = $socket.GetStream()
    $stream.Write([Text.Encoding]::ASCII.GetBytes("GET /healthz HTTP/1.1`r`nHost: 127.0.0.1:$($ready.port)`r`nConnection: close`r`n`r`n"))
    $answer = [byte[]]::new(64)
    $read = $stream.Read($answer, 0, $answer.Length)
    $elapsed = $watch.Elapsed.TotalMilliseconds
    if ([Text.Encoding]::ASCII.GetString($answer, 0, $read) -notmatch '^HTTP/1.1 200') { throw 'The gateway did not answer.' }
    $socket.Dispose()
    $process.StandardInput.Close()
    $process.WaitForExit()
    $elapsed
}

try {
    $bare = [Collections.Generic.List[double]]::new()
    $import = [Collections.Generic.List[double]]::new()
    $first = [Collections.Generic.List[double]]::new()
    $null = Measure-Shell "Import-Module '$($manifest.FullName)'"
    $null = Measure-Gateway
    foreach ($run in 1..$Runs) {
        $bare.Add((Measure-Shell '1'))
        $import.Add((Measure-Shell "Import-Module '$($manifest.FullName)'"))
        $first.Add((Measure-Gateway))
    }

    [pscustomobject]@{ Figure = 'bare pwsh'; MedianMs = [Math]::Round((Get-Median $bare)); Aim = '' }
    [pscustomobject]@{ Figure = 'import, over a bare pwsh'; MedianMs = [Math]::Round((Get-Median $import) - (Get-Median $bare)); Aim = '40 or less' }
    [pscustomobject]@{ Figure = 'gateway by dotnet, start to first answer'; MedianMs = [Math]::Round((Get-Median $first)); Aim = '350 or less' }
}
finally {
    Remove-Item -LiteralPath $dataHome -Recurse -Force -ErrorAction Ignore
}
