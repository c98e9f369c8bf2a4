#Requires -Version 7.4
<#
.SYNOPSIS
Runs the Pester suite in this process against a built module. Exit code 0 only if tests ran and all of them passed.
#>
[CmdletBinding()]
param(
    # The folder that holds the built ClaudeDesktop.psd1.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # Only the test files whose names match.
    [string] $Filter = '*',

    # A file that gets one line for each failing test.
    [string] $FailureFile
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
try {
    Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99 -ErrorAction Stop
}
catch {
    Write-Host 'Pester 5 is not installed: Install-PSResource Pester -Version ''[5.0,6.0)''.'
    exit 4
}

$files = @(Get-ChildItem -LiteralPath $PSScriptRoot -Filter "$Filter.Tests.ps1")
if ($files.Count -eq 0) {
    Write-Host "No test file matches '$Filter'."
    exit 3
}

$env:CLAUDEDESKTOP_TEST_MODULE = Join-Path (Convert-Path -LiteralPath $ModulePath) 'ClaudeDesktop.psd1'
$configuration = New-PesterConfiguration
$configuration.Run.Path = $files.FullName
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

if ($FailureFile) {
    $lines = @($result.Failed | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord[0].Exception.Message)" -replace '\s+', ' ' })
    $lines += @($result.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord)" -replace '\s+', ' ' })
    Set-Content -LiteralPath $FailureFile -Value $lines
}

$result.Skipped | ForEach-Object { Write-Host "Skipped: $($_.ExpandedPath) $($_.ErrorRecord)" }
if ($result.Result -ne 'Passed') { exit 1 }
exit ($result.PassedCount -eq 0 ? 3 : 0)
