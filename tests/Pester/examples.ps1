# What the examples of the help find when they begin. Each of these runs in the example's own shell, before it and after the usual world.
$worlds = @{
    # Somebody who has set up a few providers, all of them on loopback, and has not switched yet.
    Usual      = {
        $null = New-CDProvider -Name Kimi -Preset Kimi -BaseUri "$upstreamRoot/kimi" -ApiKey $key
        $null = New-CDProvider -Name OpenAI -Preset OpenAI -BaseUri "$upstreamRoot/openai/v1" -ApiKey $key
        $null = New-CDProvider -Name 'My models' -Mode Mapped -ApiFormat OpenAIChat -BaseUri "$upstreamRoot/local/v1" -AuthScheme None -Route (New-CDModelRoute Sonnet qwen3-coder)
    }
    Empty      = { Get-CDProvider | Where-Object Mode -NE Official | Remove-CDProvider }
    Active     = { $null = Enable-CDProvider Kimi }
    Gateway    = { $null = Start-CDGateway }
    App        = { }
    Broken     = {
        $null = Enable-CDProvider Kimi
        Remove-Item -LiteralPath (Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/configLibrary/00000000-0000-4000-8000-000000157210.json')
    }
    # One switch to Kimi, and one away from it.
    History    = { $null = Enable-CDProvider Kimi; $null = Enable-CDProvider OpenAI }
    OtherFirst = {
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/configLibrary/_meta.json') -Value '{"appliedId":"other","entries":[{"id":"other","name":"Other"}]}'
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/configLibrary/other.json') -Value '{"inferenceProvider":"gateway","inferenceGatewayBaseUrl":"https://llm.contoso.com","inferenceGatewayApiKey":"sk-other-0123456789"}'
        $null = Enable-CDProvider Kimi
    }
    Refused    = {
        $null = Enable-CDProvider Kimi
        $job = Start-CDGateway
        $null = Invoke-WebRequest "$((Get-CDGateway).Address)/v1/messages" -Method Post -Body '{}' -ContentType application/json -SkipHttpErrorCheck
        for ($i = 0; $i -lt 600 -and $job.Output.Count -eq 0; $i++) { Start-Sleep -Milliseconds 50 }
    }
    ClaudeCode = {
        $settings = '{"env":{"ANTHROPIC_BASE_URL":"https://api.example.com","ANTHROPIC_AUTH_TOKEN":"sk-secret-0123456789abcdef"}}'
        $null = New-Item -Force (Join-Path $env:CLAUDE_CONFIG_DIR settings.json) -Value $settings
        $null = New-Item -Force ./.claude/settings.local.json -Value $settings
    }
    Budgets    = { $null = Set-CDBudget Team -LimitUsd 50; $null = Set-CDBudget Kimi -Provider kimi -Period Day -LimitTokens 1000000 }
    Prices     = {
        Set-Content prices.csv "name,provider,inputPerMtok,outputPerMtok,cacheReadPerMtok,validFrom`nkimi-k2.7-code,kimi,0.6,2.5,0.15,2026-11-01"
    }
    Priced     = { $null = Update-CDPrice (New-Item prices.csv -Value "name,inputPerMtok,outputPerMtok`nkimi-*,0.6,2.5").FullName -Confirm:$false }
    CcSwitch   = {
        $python = (Get-Command python3, python -CommandType Application -ErrorAction Ignore)[0]
        & $python -c @'
import sqlite3
d = sqlite3.connect("cc-switch.db")
d.execute("CREATE TABLE providers (id TEXT, app_type TEXT, name TEXT, settings_config TEXT, website_url TEXT, notes TEXT, sort_index INTEGER, meta TEXT DEFAULT '{}', PRIMARY KEY (id, app_type))")
d.execute("INSERT INTO providers (id, app_type, name, settings_config) VALUES ('plain', 'claude', 'Plain', ?)", ('{"env":{"ANTHROPIC_BASE_URL":"https://api.example.com","ANTHROPIC_AUTH_TOKEN":"sk-secret-0123456789abcdef"}}',))
d.commit()
'@
    }
    List       = {
        Export-CDProvider ./providers.json -IncludeSecret -Passphrase $key
        Get-CDProvider | Where-Object Mode -NE Official | Remove-CDProvider
    }
    Sheets     = {
        Set-Content ./team.csv "Id,Notes`nkimi,Finance pays`nmy-models,The box under the desk"
        Set-Content ./changes.csv "Id,Notes`nkimi,Finance pays"
        Set-Content ./providers.csv "Name,Preset,ApiKeyFromEnvironment`nKimi,Kimi,KIMI_API_KEY`nOpenAI,OpenAI,OPENAI_API_KEY"
        Set-Content ./routes.csv "Role,Model,DisplayName`nSonnet,qwen3-coder,Qwen Coder`nHaiku,qwen3-4b,Qwen small"
    }
    # A systemctl that really starts what it is told to, and notes nothing in the user's own systemd.
    Logon      = {
        $tools = (New-Item -ItemType Directory ../tools).FullName
        Copy-Item -LiteralPath $env:CLAUDEDESKTOP_TEST_SYSTEMCTL -Destination $tools/systemctl
        chmod +x $tools/systemctl
        [AppContext]::SetData('ClaudeDesktop.SystemFolder', $tools)
        $env:XDG_CONFIG_HOME = Join-Path (Split-Path $tools) config
        $null = Enable-CDProvider Kimi
    }
    # With a gateway that runs at logon.
    Registered = { $null = Register-CDGateway }
    Ollama     = { $env:OLLAMA_HOST = "$upstreamRoot/ollama" }
    # A gateway that has answered, here and on two other machines.
    Used       = {
        . $env:CLAUDEDESKTOP_TEST_LEDGER
        foreach ($day in 0..2) { $null = New-TestLedger -Begun ([datetime]::UtcNow.AddDays(-$day).AddMinutes(-1)) -Run "0000000$day" -Request @{ session = 's-1'; cost = 0.01 }, @{ provider = 'openai'; model = 'gpt-5.2'; project = 'billing'; answered = 'gpt-5.2-2026-10-01' }, @{ status = 529; error = 'overloaded_error' } }
        foreach ($machine in 'anna-pc', 'ben-pc') { $null = New-TestLedger -Folder "./collected/$machine" -Machine $machine -Run "$machine".GetHashCode().ToString('x8') }
    }
    Failed     = { Enable-CDProvider nobody -ErrorAction SilentlyContinue }
    Homes      = { $null = New-Item -ItemType Directory ./homes/anna, ./homes/ben }
}

# Which of them an example needs besides the usual one: by the cmdlet for all of its examples, or with the example's title for one.
# The blocks of a topic have numbers for titles.
$needs = @{
    'about_CDErrors: 1'                                                                   = 'Failed'
    'about_CDGateway: 2'                                                                  = 'Logon'
    'about_CDProvider: 2'                                                                 = 'Sheets'
    'about_ClaudeDesktop: 1'                                                              = 'Empty', 'App'
    'Enable-CDProvider: Switch, with all that belongs to it'                              = 'App'
    'Enable-CDProvider: Have the system run the gateway from now on'                      = 'Logon'
    'Enable-CDProvider: Use the models on this machine'                                   = 'App', 'Ollama'
    'Export-CDDiagnostic: Write one where something is wrong'                             = 'Broken'
    'Export-CDUsageReport'                                                                = 'Used'
    'Get-CDApp: Find out whether it runs, and since when'                                 = 'App'
    'Get-CDGateway: End every gateway that runs'                                          = 'Gateway'
    'Get-CDBudget'                                                                         = 'Budgets'
    'Get-CDPrice: See which prices count for a provider'                                   = 'Priced'
    'Get-CDProfile'                                                                       = 'History'
    'Get-CDRequest'                                                                       = 'Used'
    'Get-CDUsage'                                                                         = 'Used'
    'Import-CDClaudeCodeProvider'                                                         = 'ClaudeCode'
    'Import-CDClaudeCodeProvider: Import from cc-switch, and see what was left out'       = 'CcSwitch'
    'Import-CDProvider: Import a list'                                                    = 'List'
    'Import-CDProvider: Import a list with its keys'                                      = 'List'
    'Import-CDProvider: Change many providers from a spreadsheet'                         = 'Sheets'
    'Import-CDProvider: Take over the profiles of another program'                        = 'OtherFirst'
    'New-CDModelRoute: Make routes of a spreadsheet'                                      = 'Sheets'
    'New-CDProvider'                                                                      = 'Empty'
    'New-CDProvider: Add many providers from a spreadsheet'                               = 'Empty', 'Sheets'
    'New-CDProvider: Download a model first, and give it room for a long conversation'    = 'Empty', 'Ollama'
    'New-CDProvider: Use the models on this machine'                                      = 'Empty', 'Ollama'
    'Register-CDGateway'                                                                  = 'Logon'
    'Remove-CDBudget'                                                                      = 'Budgets'
    'Remove-CDProvider: Remove the active provider in a script'                           = 'Active'
    'Repair-CDProfile'                                                                    = 'Broken'
    'Repair-CDProfile: Repair, and restart the app if it runs'                            = 'Broken', 'App'
    'Repair-CDProfile: Take the last switch back'                                         = 'History'
    'Reset-CDGatewayToken'                                                                = 'Active'
    'Reset-CDGatewayToken: Replace the token and restart the app that used it'            = 'Active', 'Gateway', 'App'
    'Restart-CDApp'                                                                       = 'App'
    'Restore-CDOfficial'                                                                  = 'Active'
    'Restore-CDOfficial: Go back, and restart the app if it runs'                         = 'Active', 'App'
    'Restore-CDOfficial: Apply the profile again that was there before'                   = 'OtherFirst'
    'Set-CDBudget'                                                                         = 'Budgets'
    'Set-CDProvider: Change many providers from a spreadsheet'                            = 'Sheets'
    'Start-CDGateway'                                                                     = 'Active'
    'Start-CDGateway: See which requests failed'                                          = 'Refused'
    'Stop-CDGateway'                                                                      = 'Gateway'
    'Test-CDProfile'                                                                      = 'Active'
    'Test-CDProfile: See what can be repaired'                                            = 'Broken'
    'Test-CDProfile: Check other users'                                                   = 'Homes'
    'Update-CDPrice'                                                                       = 'Prices'
    'Unregister-CDGateway'                                                                = 'Logon', 'Registered'
}

# Examples that somebody ends with Ctrl+C, and when.
$ended = @{
    'Get-CDRequest: Watch requests as they end'                               = { . $env:CLAUDEDESKTOP_TEST_LEDGER; $null = New-TestLedger -Begun ([datetime]::UtcNow) -Run ([guid]::NewGuid().ToString('n').Substring(0, 8)); $output.Count -gt 0 }
    'Start-CDGateway: Run it in the foreground, for a service or a container' = { (Get-CDGateway).State -eq 'Running' }
}

# Examples that cannot run here, and why.
$notRun = @{
    'Update-CDPrice: Take over a list that your company keeps' = 'there is no such server'
    'Register-CDGateway: For everybody who uses the machine' = 'it changes the machine, and takes an administrator'
}
