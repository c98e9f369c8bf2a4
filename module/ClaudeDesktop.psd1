@{
    RootModule             = 'bin/ClaudeDesktop.Cmdlets.dll'
    # The build writes the version of Directory.Build.props here.
    ModuleVersion          = '0.0.0'
    GUID                   = '5f0a5d0e-6f0e-4c52-9f6a-2b1d9c7a4e31'
    Author                 = 'The ClaudeDesktop for PowerShell authors'
    CompanyName            = 'The ClaudeDesktop for PowerShell authors'
    Copyright              = '(c) 2026 The ClaudeDesktop for PowerShell authors. MIT licence.'
    Description            = 'Switches Claude Desktop between model providers, with a local gateway that maps model names and translates API formats. Typed objects, -WhatIf, and a profile that is never left half written.'
    CompatiblePSEditions   = @('Desktop', 'Core')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('ClaudeDesktop.Format.ps1xml')
    CmdletsToExport        = @(
        'Copy-CDProvider'
        'Enable-CDProvider'
        'Export-CDDiagnostic'
        'Export-CDProvider'
        'Export-CDUsageReport'
        'Get-CDApp'
        'Get-CDBudget'
        'Get-CDGateway'
        'Get-CDModel'
        'Get-CDPreset'
        'Get-CDPrice'
        'Get-CDProfile'
        'Get-CDProvider'
        'Get-CDRequest'
        'Get-CDUsage'
        'Import-CDClaudeCodeProvider'
        'Import-CDProvider'
        'New-CDModelRoute'
        'New-CDProvider'
        'Register-CDGateway'
        'Remove-CDBudget'
        'Remove-CDProvider'
        'Repair-CDProfile'
        'Reset-CDGatewayToken'
        'Restart-CDApp'
        'Restore-CDOfficial'
        'Set-CDBudget'
        'Set-CDProvider'
        'Start-CDGateway'
        'Stop-CDGateway'
        'Test-CDProfile'
        'Test-CDProvider'
        'Unregister-CDGateway'
        'Update-CDPrice'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'MacOS', 'Linux', 'Claude', 'LLM', 'Gateway', 'Intune')
            LicenseUri   = 'https://github.com/claudedesktop-powershell/ClaudeDesktop.PS/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/claudedesktop-powershell/ClaudeDesktop.PS'
            IconUri      = 'https://raw.githubusercontent.com/claudedesktop-powershell/ClaudeDesktop.PS/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/claudedesktop-powershell/ClaudeDesktop.PS/blob/main/CHANGELOG.md'
        }
    }
}
