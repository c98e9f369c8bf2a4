#Requires -Version 7.4
<#
.SYNOPSIS
Writes THIRD-PARTY-NOTICES.txt for what a built module really holds.
#>
[CmdletBinding()]
param(
    # The folder of the built module.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # The folder of the .NET that the module was built with: its licence and notices cover .NET's and ASP.NET Core's libraries.
    [Parameter(Mandatory)]
    [string] $DotnetRoot,

    # NuGet's folder of the package OpenTelemetry that the gateway was built with: its licence covers that project's libraries.
    [Parameter(Mandatory)]
    [string] $TelemetryPackage
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$ModulePath = Convert-Path -LiteralPath $ModulePath
$lines = @(
    'This module holds software of others, unchanged but for the removal of what it does not use.'
    ''
    'From the .NET project (https://github.com/dotnet/dotnet), copyright (c) .NET Foundation and Contributors, under the MIT licence:'
    ''
    foreach ($file in Get-ChildItem -LiteralPath $ModulePath -Recurse -File | Sort-Object FullName) {
        $path = [IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')
        if ($file.Extension -eq '.dll' -and $file.Name -notlike 'ClaudeDesktop.*' -and $file.Name -notlike 'OpenTelemetry*') {
            "  $path $([Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version)"
        }
        elseif ($file.BaseName -eq 'ClaudeDesktop.Gateway' -and $file.Extension -in '', '.exe' -or $file.Name -eq 'ClaudeDesktop.Gateway') {
            "  $path (holds the .NET runtime and parts of ASP.NET Core)"
        }
    }
    ''
    'From the OpenTelemetry project (https://github.com/open-telemetry/opentelemetry-dotnet), copyright The OpenTelemetry Authors, under the Apache licence 2.0:'
    ''
    foreach ($file in Get-ChildItem -LiteralPath $ModulePath -Recurse -File | Sort-Object FullName) {
        $path = [IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')
        if ($file.Name -like 'OpenTelemetry*.dll') { "  $path $([Diagnostics.FileVersionInfo]::GetVersionInfo($file.FullName).FileVersion)" }
        elseif ($file.Name -in 'ClaudeDesktop.Gateway', 'ClaudeDesktop.Gateway.exe') { "  $path (holds parts of them)" }
    }
    ''
    foreach ($name in 'LICENSE.txt', 'ThirdPartyNotices.txt') {
        '-' * 80
        ".NET's own $name"
        '-' * 80
        ''
        Get-Content -LiteralPath (Join-Path $DotnetRoot $name)
        ''
    }
    foreach ($name in 'LICENSE.TXT', 'THIRD-PARTY-NOTICES.TXT') {
        '-' * 80
        "OpenTelemetry's own $name"
        '-' * 80
        ''
        Get-Content -LiteralPath (Join-Path $TelemetryPackage $name)
        ''
    }
)
Set-Content -LiteralPath (Join-Path $ModulePath 'THIRD-PARTY-NOTICES.txt') -Value ($lines -join "`n") -NoNewline
