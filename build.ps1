#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs the module.
.EXAMPLE
./build.ps1
Builds the module into out/ClaudeDesktop/<version>.
.EXAMPLE
./build.ps1 -Task Test
Builds it, and runs the Pester suite against it in a PowerShell of its own.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Where the results go.
    [string] $OutputPath = (Join-Path $PSScriptRoot 'out'),

    # Of Test: a file that gets one line for each failing test.
    [string] $FailureFile
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$name = 'ClaudeDesktop'
$version = ([xml](Get-Content -LiteralPath (Join-Path $PSScriptRoot 'Directory.Build.props') -Raw)).SelectSingleNode('//Version').InnerText
$OutputPath = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputPath)
$modulePath = Join-Path $OutputPath $name $version

function Invoke-Dotnet {
    # A build server that outlives the build would hold on to the output of whoever called this script.
    & dotnet @args --nologo --verbosity quiet '-nodeReuse:false' '-p:UseSharedCompilation=false' | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') failed with exit code $LASTEXITCODE." }
}

function Get-Project([string] $Folder, [string] $Project) {
    Join-Path $PSScriptRoot 'src' $Folder "$Project.csproj"
}

function Copy-Library([string] $Project, [string] $Framework, [string[]] $Include, [string] $Destination) {
    $from = Join-Path (Split-Path $Project) 'bin' $Configuration $Framework
    $null = New-Item -ItemType Directory -Path $Destination -Force
    Get-ChildItem -LiteralPath $from -File | Where-Object { $file = $_.Name; $Include.Where({ $file -like $_ }) } |
        Copy-Item -Destination $Destination
}

function Build-Module {
    $cmdlets = Get-Project Cmdlets ClaudeDesktop.Cmdlets
    $desktop = Get-Project WindowsPowerShell ClaudeDesktop.WindowsPowerShell
    $gateway = Get-Project Gateway ClaudeDesktop.Gateway

    Invoke-Dotnet build $cmdlets --configuration $Configuration
    Invoke-Dotnet build $desktop --configuration $Configuration

    # Files that a shell holds loaded must not be written over, so the old folder goes first.
    if (Test-Path -LiteralPath $modulePath) { Remove-Item -LiteralPath $modulePath -Recurse -Force }
    $null = New-Item -ItemType Directory -Path $modulePath -Force
    Copy-Item -Path (Join-Path $PSScriptRoot 'module' '*') -Destination $modulePath -Recurse
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'LICENSE') -Destination $modulePath
    Copy-Library $cmdlets netstandard2.0 'ClaudeDesktop.Cmdlets.dll', 'ClaudeDesktop.Core.dll' (Join-Path $modulePath 'bin')
    Copy-Library $desktop net472 'System.*.dll', 'Microsoft.Bcl.*.dll' (Join-Path $modulePath 'bin' 'desktop')
    Invoke-Dotnet publish $gateway --configuration $Configuration --output (Join-Path $modulePath 'gateway') --no-self-contained '-p:UseAppHost=false'
    Get-ChildItem -LiteralPath (Join-Path $modulePath 'gateway') -Recurse -File | Where-Object Extension -In '.pdb', '.xml' | Remove-Item

    $manifest = Join-Path $modulePath "$name.psd1"
    $text = (Get-Content -LiteralPath $manifest -Raw).Replace("'0.0.0'", "'$version'")
    Set-Content -LiteralPath $manifest -Value $text -NoNewline
    $null = Test-ModuleManifest -Path $manifest
    Write-Information "Built $modulePath" -InformationAction Continue
}

function Test-Module {
    $suite = Join-Path $PSScriptRoot 'tests' 'Pester' 'Invoke-Suite.ps1'
    $shell = (Get-Process -Id $PID).Path
    & $shell -NoProfile -NonInteractive -File $suite -ModulePath $modulePath -FailureFile "$FailureFile" | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "The Pester suite failed with exit code $LASTEXITCODE." }
}

function Export-Package {
    $package = & (Join-Path $PSScriptRoot 'tools' 'New-ModulePackage.ps1') -ModulePath $modulePath -Destination (Join-Path $OutputPath 'packages')
    Write-Information "Packed $package" -InformationAction Continue
}

function Clear-Output {
    if (Test-Path -LiteralPath $OutputPath) { Remove-Item -LiteralPath $OutputPath -Recurse -Force }
}

try {
    if ($Task -contains 'Clean') { Clear-Output }
    if ($Task -contains 'Build' -or $Task -contains 'Test' -or $Task -contains 'Package') { Build-Module }
    if ($Task -contains 'Test') { Test-Module }
    if ($Task -contains 'Package') { Export-Package }
}
catch {
    # A script that is run with -File must say by its exit code that it failed.
    Write-Host $_.Exception.Message -ForegroundColor Red
    exit 1
}
