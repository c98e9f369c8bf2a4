#Requires -Version 7.4
<#
.SYNOPSIS
    Measures how long the module takes to import, and what a gateway takes in each of its hosts: time to the first answer, memory when idle.
.DESCRIPTION
    All against a built module (./build.ps1 first; for the native host ./build.ps1 -Task Package, and -ModulePath out/content/ClaudeDesktop). Each figure is a median of whole processes, the compared ones in turn,
    so that other work on the machine hurts all alike. Nothing leaves this machine, and all data lies in a temporary folder.
.EXAMPLE
    ./bench/Startup.ps1 -Runs 21
#>
[CmdletBinding()]
param(
    [ValidateRange(3, 200)]
    [int] $Runs = 15,

    # The folder of the built module; the last one built where none is named.
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$manifest = Get-ChildItem ($ModulePath ? "$ModulePath/ClaudeDesktop.psd1" : "$root/out/ClaudeDesktop/*/ClaudeDesktop.psd1") | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $manifest) { throw 'Build the module first: ./build.ps1' }
$pwsh = (Get-Process -Id $PID).Path
$gateway = Join-Path $manifest.DirectoryName 'gateway'
$dataHome = Join-Path ([IO.Path]::GetTempPath()) "cd-bench-$PID"
$env:CLAUDEDESKTOP_HOME = $dataHome
$env:CLAUDEDESKTOP_SECRET_STORE = 'File'

function Get-Median([double[]] $Values) { ($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)] }

function Measure-Shell([string] $Command) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $pwsh -NoProfile -NonInteractive -Command $Command | Out-Null
    $watch.Elapsed.TotalMilliseconds
}

# The same ways to start it that the module takes.
Add-Type -LiteralPath (Join-Path $manifest.DirectoryName 'bin/ClaudeDesktop.Core.dll')
$rungs = [ClaudeDesktop.GatewayControl.GatewayLaunchPlan]::Find([ClaudeDesktop.Storage.HostSystem]::Current, $gateway, 0, $null, $PSHOME).Rungs

function Measure-Gateway($Rung) {
    $start = [Diagnostics.ProcessStartInfo]::new($Rung.FileName)
    $Rung.Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
    $Rung.Environment.GetEnumerator() | ForEach-Object { $start.Environment[$_.Key] = $_.Value }
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
    Start-Sleep -Milliseconds 500
    $process.Refresh()
    $memory = $process.WorkingSet64 / 1MB
    $process.StandardInput.Close()
    $process.WaitForExit()
    [pscustomobject]@{ Ms = $elapsed; MB = $memory }
}

try {
    $bare = [Collections.Generic.List[double]]::new()
    $import = [Collections.Generic.List[double]]::new()
    $hosts = @{}
    $null = Measure-Shell "Import-Module '$($manifest.FullName)'"
    foreach ($rung in $rungs) {
        $hosts[$rung.Host] = [Collections.Generic.List[object]]::new()
        $null = Measure-Gateway $rung
    }

    foreach ($run in 1..$Runs) {
        $bare.Add((Measure-Shell '$null'))
        $import.Add((Measure-Shell "Import-Module '$($manifest.FullName)'"))
        foreach ($rung in $rungs) { $hosts[$rung.Host].Add((Measure-Gateway $rung)) }
    }

    [pscustomobject]@{ Figure = 'bare pwsh'; MedianMs = [Math]::Round((Get-Median $bare)); IdleMB = $null; Aim = '' }
    [pscustomobject]@{ Figure = 'import, over a bare pwsh'; MedianMs = [Math]::Round((Get-Median $import) - (Get-Median $bare)); IdleMB = $null; Aim = '40 ms' }
    $aims = @{ Native = '180 ms, 45 MB'; Dotnet = '250 ms, 60 MB'; PowerShell = '' }
    foreach ($rung in $rungs) {
        [pscustomobject]@{
            Figure   = "gateway by $($rung.Host), start to first answer"
            MedianMs = [Math]::Round((Get-Median $hosts[$rung.Host].Ms))
            IdleMB   = [Math]::Round((Get-Median $hosts[$rung.Host].MB), 1)
            Aim      = $aims["$($rung.Host)"]
        }
    }
}
finally {
    Remove-Item -LiteralPath $dataHome -Recurse -Force -ErrorAction Ignore
}
