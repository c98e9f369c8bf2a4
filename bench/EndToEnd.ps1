#Requires -Version 7.4
<#
.SYNOPSIS
    Measures the gateway end to end over loopback: what it adds to a direct call, and to nginx as a plain relay where nginx is on the PATH.
.DESCRIPTION
    Builds what is missing of the module (./build.ps1, and ./build.ps1 -Task Native for this system), then lets a scripted upstream, nginx and the gateway run by dotnet and as a
    program of its own take turns. Prints a table in Markdown: what a direct call takes; what each hop adds to that; in brackets, how many times as much as nginx adds.
    With -Sizes it prints what requests of 10 KB to 10 MB, 10 to 10,000 tools and messages, and 1 to 500 streams cost.

    Nothing leaves this machine, all data lies in a temporary folder, and only what was started here is ended. Every load ends by count or by time. Figures of a machine
    that does other work as well are worth little: read the ratios.
.EXAMPLE
    ./bench/EndToEnd.ps1
.EXAMPLE
    ./bench/EndToEnd.ps1 -Sizes -Only native
#>
[CmdletBinding()]
param(
    # How often each figure is taken. The tables have the medians.
    [ValidateRange(1, 100)]
    [int] $Rounds = 4,

    # Cost against size rather than the comparison.
    [switch] $Sizes,

    # The gateway's hosts to measure: dotnet, native, powershell.
    [ValidateSet('dotnet', 'native', 'powershell')]
    [string[]] $Only = @('dotnet', 'native'),

    # Everything once and short, to see that it works.
    [switch] $Quick,

    # The folder of a built module; the last one built where none is named.
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$work = Join-Path ([IO.Path]::GetTempPath()) "cd-bench-$PID"

function Find-Module { Get-ChildItem ($ModulePath ? "$ModulePath/ClaudeDesktop.psd1" : "$root/out/ClaudeDesktop/*/ClaudeDesktop.psd1") -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1 }

# The folder of a gateway with all its hosts: what was built, and beside it the program of its own that was published.
function Get-Gateway {
    if (-not (Find-Module)) { & "$root/build.ps1" | Out-Host }
    $gateway = Join-Path (Find-Module).DirectoryName 'gateway'
    $system = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
    if ('native' -notin $Only -or (Test-Path (Join-Path $gateway $system))) { return $gateway }
    if (-not (Test-Path "$root/out/native/$system")) { & "$root/build.ps1" -Task Native -Runtime $system | Out-Host }
    $copy = Join-Path $work 'gateway'
    Copy-Item -LiteralPath $gateway -Destination $copy -Recurse
    if (Test-Path "$root/out/native/$system") { Copy-Item -LiteralPath "$root/out/native/$system" -Destination $copy -Recurse }
    $copy
}

try {
    $null = New-Item -ItemType Directory -Path $work
    $project = Join-Path $PSScriptRoot 'EndToEnd' 'ClaudeDesktop.EndToEnd.csproj'
    & dotnet build $project --configuration Release --nologo --verbosity quiet --disable-build-servers | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'The bench does not build.' }
    $program = Join-Path $PSScriptRoot 'EndToEnd/bin/Release/net10.0' ('ClaudeDesktop.EndToEnd' + ($IsWindows ? '.exe' : ''))
    $options = @('--gateway', (Get-Gateway), '--only', ($Only -join ','))
    if ($Sizes) { $options += '--sizes' }
    $options += $Quick ? '--quick' : @('--rounds', "$Rounds")
    & $program @options
    if ($LASTEXITCODE -ne 0) { throw "The bench failed with exit code $LASTEXITCODE." }
}
finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore
}
