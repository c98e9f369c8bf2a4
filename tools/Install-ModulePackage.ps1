#Requires -Version 7.4
<#
.SYNOPSIS
Installs a package of the module into a folder, from a local repository as Install-PSResource does, and returns the module's folder.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The nupkg.
    [Parameter(Mandatory)]
    [string] $Package,

    # The folder that gets the module.
    [Parameter(Mandatory)]
    [string] $Destination
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$Package = Convert-Path -LiteralPath $Package
$id, $version = ([IO.Path]::GetFileNameWithoutExtension($Package) -split '\.', 2)
$null = New-Item -ItemType Directory -Path $Destination -Force
$Destination = Convert-Path -LiteralPath $Destination
$folder = Join-Path $Destination $id $version

if (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable) {
    $repository = "$id.$PID"
    Register-PSResourceRepository -Name $repository -Uri (Split-Path $Package) -Trusted
    try {
        Save-PSResource -Name $id -Version $version -Repository $repository -Path $Destination
    }
    finally {
        Unregister-PSResourceRepository -Name $repository
    }
}
else {
    # The same by hand: all but what makes a zip a package.
    Write-Warning 'This PowerShell has no PSResourceGet, so the package is unpacked and not installed.'
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $folder)
    '_rels', 'package', '[Content_Types].xml', "$id.nuspec" | ForEach-Object { Join-Path $folder $_ } |
        Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Remove-Item -LiteralPath $_ -Recurse -Force }
}

$folder
