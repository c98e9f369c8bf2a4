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
.EXAMPLE
./build.ps1 -Task Package, TestPackage
Makes the nupkg with the gateway in all its forms, installs it into a folder, and runs the Pester suite against what was installed.
.EXAMPLE
./build.ps1 -Task TestPublished
Publishes the gateway as it ships, and runs the gateway's own tests against it: as a program of its own, and as dotnet runs it.
.EXAMPLE
./build.ps1 -Task Native -Runtime osx-arm64
Publishes the gateway as a program of its own into out/native/osx-arm64, where a later Package finds it, also on another machine: -UsePublished.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Native', 'TestPublished', 'Package', 'TestPackage', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Where the results go.
    [string] $OutputPath = (Join-Path $PSScriptRoot 'out'),

    # Of Native and Package: the systems that get a gateway that is a program of its own.
    [string[]] $Runtime = @('linux-x64', 'osx-arm64', 'osx-x64', 'win-x64'),

    # Of Package: take the gateways that lie in out/native, from other machines perhaps, and publish none.
    [switch] $UsePublished,

    # Of Test and TestPackage: the test files to run, by their names.
    [string] $Filter = '*',

    # Of Test and TestPackage: a file that gets one line for each failing test.
    [string] $FailureFile
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

# With -File, a list arrives as one text.
$Runtime = $Runtime -split ','
$name = 'ClaudeDesktop'
$version = ([xml](Get-Content -LiteralPath (Join-Path $PSScriptRoot 'Directory.Build.props') -Raw)).SelectSingleNode('//Version').InnerText
$OutputPath = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputPath)
$modulePath = Join-Path $OutputPath $name $version
$nativePath = Join-Path $OutputPath 'native'
$packageFile = Join-Path $OutputPath 'packages' "$name.$version.nupkg"

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

# The help that ships is made of docs/cmdlets and docs/about.
function Write-Help([string] $Folder) {
    $project = Join-Path $PSScriptRoot 'tools' 'HelpBuilder' 'ClaudeDesktop.HelpBuilder.csproj'
    Invoke-Dotnet build $project --configuration $Configuration
    $builder = Join-Path (Split-Path $project) 'bin' $Configuration 'net10.0' 'ClaudeDesktop.HelpBuilder.dll'
    & dotnet $builder build (Join-Path $PSScriptRoot 'docs') (Join-Path $Folder 'en-US') | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'The help could not be made of docs/cmdlets and docs/about.' }
}

# Where NuGet keeps a package that comes with one that is pinned, in the same version.
function Get-PackageFolder([string] $Pinned, [string] $Package) {
    $packages = (& dotnet nuget locals global-packages --list) -replace '^global-packages: '
    $pinnedVersion = ([xml](Get-Content -LiteralPath (Join-Path $PSScriptRoot 'Directory.Packages.props') -Raw)).SelectSingleNode("//PackageVersion[@Include='$Pinned']").Version
    Join-Path $packages $Package.ToLowerInvariant() $pinnedVersion
}

function Write-Notice([string] $Folder) {
    $sdk = (& dotnet --list-sdks | Select-Object -Last 1) -replace '^.*\[(.*)\]$', '$1'
    & (Join-Path $PSScriptRoot 'tools' 'New-ThirdPartyNotices.ps1') -ModulePath $Folder -DotnetRoot (Split-Path $sdk) -TelemetryPackage (Get-PackageFolder OpenTelemetry.Exporter.OpenTelemetryProtocol OpenTelemetry)
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

    $powerShellForm = Join-Path $modulePath 'gateway' 'powershell'
    $powerShellHost = Get-Project PowerShellHost ClaudeDesktop.PowerShellHost
    Invoke-Dotnet build $powerShellHost --configuration $Configuration
    Copy-Library $powerShellHost net10.0 'ClaudeDesktop.PowerShellHost.dll' $powerShellForm
    Invoke-Dotnet msbuild $gateway '-target:PublishPowerShellForm' "-property:Configuration=$Configuration" "-property:PowerShellFormFolder=$powerShellForm/"

    Write-Help $modulePath
    Write-Notice $modulePath

    $manifest = Join-Path $modulePath "$name.psd1"
    $text = (Get-Content -LiteralPath $manifest -Raw).Replace("'0.0.0'", "'$version'")
    Set-Content -LiteralPath $manifest -Value $text -NoNewline
    $null = Test-ModuleManifest -Path $manifest
    Write-Information "Built $modulePath" -InformationAction Continue
}

# Whether a gateway for a system can be made depends on the machine: not every feed has every system's parts.
function Publish-NativeGateway([string] $System) {
    $gateway = Get-Project Gateway ClaudeDesktop.Gateway
    $folder = Join-Path $nativePath $System
    $work = Join-Path $OutputPath 'work' $System
    $forSystem = '--runtime', $System, '--artifacts-path', $work
    $said = & dotnet restore $gateway @forSystem '-p:SelfContained=true' '-nodeReuse:false' --verbosity quiet 2>&1
    if ($LASTEXITCODE -ne 0) {
        $reason = $said | Select-String -Pattern 'error (NU\d+: .+?)( \[|$)' | ForEach-Object { $_.Matches[0].Groups[1].Value } | Select-Object -First 1
        if (-not $reason) { throw "Restoring the gateway for $System failed: $said" }
        Write-Warning "No gateway for ${System}: its parts cannot be had on this machine. $reason"
        return
    }

    Invoke-Dotnet publish $gateway --configuration $Configuration @forSystem --self-contained --no-restore --output (Join-Path $work 'publish')
    $program = Get-ChildItem -LiteralPath (Join-Path $work 'publish') -File | Where-Object Name -In 'ClaudeDesktop.Gateway', 'ClaudeDesktop.Gateway.exe'
    $null = New-Item -ItemType Directory -Path $folder -Force
    Copy-Item -LiteralPath $program.FullName -Destination $folder -Force
    Write-Information "Published $folder" -InformationAction Continue
}

function Invoke-Suite([string] $Path) {
    $suite = Join-Path $PSScriptRoot 'tests' 'Pester' 'Invoke-Suite.ps1'
    $shell = (Get-Process -Id $PID).Path
    & $shell -NoProfile -NonInteractive -File $suite -ModulePath $Path -Filter "$Filter" -FailureFile "$FailureFile" | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "The Pester suite failed with exit code $LASTEXITCODE." }
}

# The gateway's own tests, with the gateway as it ships in place of the one in their process.
function Test-GatewayForm([string] $Gateway) {
    $tests = Join-Path $PSScriptRoot 'tests' 'Unit' 'Gateway.Tests'
    Invoke-Dotnet build $tests --configuration $Configuration
    $before = $env:CLAUDEDESKTOP_TEST_GATEWAY
    $env:CLAUDEDESKTOP_TEST_GATEWAY = $Gateway
    try {
        $said = & dotnet (Join-Path $tests 'bin' $Configuration 'net10.0' 'ClaudeDesktop.Gateway.Tests.dll') --no-progress --no-ansi 2>&1 | ForEach-Object { "$_" }
    }
    finally {
        $env:CLAUDEDESKTOP_TEST_GATEWAY = $before
    }

    # What a process cannot be given is left out of hundreds of tests for a handful of reasons.
    $leftOut = $said | Where-Object { $_ -match '^\s+(The published gateway cannot be given .+)$' } | ForEach-Object { $Matches[1] } | Group-Object -NoElement | Sort-Object Count -Descending
    if ($LASTEXITCODE -ne 0) { $said | Out-Host }
    $leftOut | ForEach-Object { Write-Information "$($_.Count) tests left out: $($_.Name)" -InformationAction Continue }
    $summary = ($said | Where-Object { $_ -match '^\s+(total|failed|succeeded|skipped|duration): ' } | ForEach-Object Trim) -join ', '
    Write-Information "Tested ${Gateway}: $summary" -InformationAction Continue
    if ($LASTEXITCODE -ne 0) { throw "The gateway's tests failed with exit code $LASTEXITCODE on $Gateway." }
}

# Each form of the gateway that this system can run: the program that lies in a folder of programs, and what dotnet runs.
function Test-Gateway([string] $Programs, [string] $Library) {
    $system = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
    $program = Get-ChildItem -Path (Join-Path $Programs $system 'ClaudeDesktop.Gateway*') -File -ErrorAction Ignore | Select-Object -First 1
    if ($program) { Test-GatewayForm $program.FullName }
    else { Write-Warning "$Programs holds no gateway for $system that is a program of its own: only the one for dotnet is tested." }
    Test-GatewayForm (Join-Path $Library 'ClaudeDesktop.Gateway.dll')
}

function Export-Package {
    foreach ($system in $Runtime) {
        if (-not $UsePublished) { Publish-NativeGateway $system }
    }

    # A package is made in a folder of its own, so that a build for trying things out stays as small as it is.
    $content = Join-Path $OutputPath 'content' $name
    if (Test-Path -LiteralPath $content) { Remove-Item -LiteralPath $content -Recurse -Force }
    $null = New-Item -ItemType Directory -Path (Split-Path $content) -Force
    Copy-Item -LiteralPath $modulePath -Destination $content -Recurse
    if (Test-Path -LiteralPath $nativePath) { Copy-Item -Path (Join-Path $nativePath '*') -Destination (Join-Path $content 'gateway') -Recurse }
    Write-Notice $content
    if ($env:SIGNING_CERTIFICATE) { & (Join-Path $PSScriptRoot 'tools' 'Protect-Module.ps1') -ModulePath $content }
    $systems = @(Get-ChildItem -LiteralPath (Join-Path $content 'gateway') -Directory -Exclude powershell).Name
    $package = & (Join-Path $PSScriptRoot 'tools' 'New-ModulePackage.ps1') -ModulePath $content -Destination (Split-Path $packageFile)
    Write-Information "Packed $package ($([Math]::Round($package.Length / 1MB, 1)) MB) with gateways for: $(($systems + 'dotnet' + 'PowerShell') -join ', ')" -InformationAction Continue
}

function Test-Package {
    $installed = Join-Path $OutputPath 'installed'
    if (Test-Path -LiteralPath $installed) { Remove-Item -LiteralPath $installed -Recurse -Force }
    $folder = & (Join-Path $PSScriptRoot 'tools' 'Install-ModulePackage.ps1') -Package $packageFile -Destination $installed
    Invoke-Suite $folder
    if ($Filter -eq '*') { Test-Gateway (Join-Path $folder 'gateway') (Join-Path $folder 'gateway') }
}

function Clear-Output {
    if (Test-Path -LiteralPath $OutputPath) { Remove-Item -LiteralPath $OutputPath -Recurse -Force }
}

try {
    if ($Task -contains 'Clean') { Clear-Output }
    if ($Task.Where({ $_ -in 'Build', 'Test', 'TestPublished', 'Package' })) { Build-Module }
    if ($Task -contains 'Test') { Invoke-Suite $modulePath }
    if ($Task -contains 'Native') { $Runtime | ForEach-Object { Publish-NativeGateway $_ } }
    if ($Task -contains 'TestPublished') {
        Publish-NativeGateway ([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)
        Test-Gateway $nativePath (Join-Path $modulePath 'gateway')
    }
    if ($Task -contains 'Package') { Export-Package }
    if ($Task -contains 'TestPackage') { Test-Package }
}
catch {
    # A script that is run with -File must say by its exit code that it failed.
    Write-Host $_.Exception.Message -ForegroundColor Red
    exit 1
}
