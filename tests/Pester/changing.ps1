# Arguments for every cmdlet that changes something, in a home where Kimi and Open router are providers and Daily is a budget. One that is missing here fails a test.
$changing = @{
    'New-CDProvider'     = { @{ Name = 'Another'; Preset = 'OpenAI'; ApiKey = Get-Key } }
    'Set-CDBudget'       = { @{ Name = 'Daily'; LimitUsd = 7; Provider = 'kimi' } }
    'Set-CDProvider'     = { @{ Id = 'kimi'; Notes = 'changed'; ApiKey = Get-Key 'sk-another-key-0123456789'; Enable = $true } }
    'Copy-CDProvider'    = { @{ Name = 'Kimi'; NewName = 'Kimi two' } }
    'Remove-CDBudget'    = { @{ Name = 'Daily' } }
    'Remove-CDProvider'  = { @{ Name = 'Kimi'; Force = $true } }
    'Enable-CDProvider'  = { @{ Name = 'Open router'; StartGateway = $true } }
    'Repair-CDProfile'   = { @{} }
    'Reset-CDGatewayToken' = { @{} }
    'Restart-CDApp'      = { $env:CLAUDEDESKTOP_APP_PATH = (New-Item -Force (Join-Path $TestDrive app)).FullName; @{} }
    'Restore-CDOfficial' = { @{} }
    'Export-CDDiagnostic' = { @{ Path = Join-Path $TestDrive exported.zip } }
    'Export-CDProvider'  = { @{ Path = Join-Path $TestDrive exported.json } }
    'Export-CDUsageReport' = { @{ OutFile = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).html" } }
    'Import-CDProvider'  = { @{ InputObject = [pscustomobject]@{ Id = 'another'; BaseUri = 'https://another.example.com' } } }
    'Import-CDClaudeCodeProvider' = { @{ Path = New-ClaudeCodeSettings } }
    'Register-CDGateway' = { @{ RepairInterval = '1:00' } }
    'Start-CDGateway'    = { @{} }
    'Stop-CDGateway'     = { @{} }
    'Update-CDPrice'     = { @{ Path = (New-Item -Force (Join-Path $TestDrive prices.json) -Value '[{"name":"m","inputPerMtok":1,"outputPerMtok":2}]').FullName } }
    'Unregister-CDGateway' = { @{ Purge = $true; Force = $true } }
}

# Those that would start a program of this machine, or have nothing to do in such a home: they are run for real where the machine is pretended.
$machineBound = 'Register-CDGateway', 'Restart-CDApp', 'Start-CDGateway', 'Stop-CDGateway', 'Unregister-CDGateway', 'Repair-CDProfile'
