Describe 'Budgets' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
    }
    BeforeEach {
        $root = New-TestHome -OwnPort
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name Other -Preset OpenAI -ApiKey (Get-Key)
    }

    It 'are set, changed by what is given, shown and removed' {
        $made = Set-CDBudget Team -LimitUsd 12.50
        $made.Period, $made.Unit, $made.Limit, $made.Spent, $made.Remaining, $made.WarnAt, $made.AtLimit, $made.Level | Should -Be Month, Money, 12.5, 0, 12.5, 0.8, Refuse, Ok
        $changed = Set-CDBudget TEAM -WarnAt 0.5 -AtLimit Fallback
        $changed.Name, $changed.Limit, $changed.WarnAt, $changed.AtLimit | Should -Be Team, 12.5, 0.5, Fallback
        (Set-CDBudget Team -LimitTokens 1000 -Period Week).Unit | Should -Be Tokens
        (Get-CDBudget t*).ResetsAt.LocalDateTime.DayOfWeek | Should -Be Monday
        Remove-CDBudget Team
        Get-CDBudget | Should -BeNullOrEmpty
        { Get-CDBudget Team -ErrorAction Stop } | Should -Throw -ErrorId 'BudgetNotFound,*'
    }

    It 'take providers from the pipeline, by their ids, and forget a provider when they are told to' {
        $made = Get-CDProvider | Where-Object Mode -EQ Mapped | Set-CDBudget -Period Day -LimitTokens 500
        ($made | ForEach-Object { "$($_.Name)=$($_.Provider)" } | Sort-Object) | Should -Be Kimi=kimi, Other=other
        (Set-CDBudget Kimi -Provider '').Provider | Should -BeNullOrEmpty
        (Set-CDBudget Kimi -Role Opus).Role | Should -Be Opus
        (Set-CDBudget Kimi -Role $null).Role | Should -BeNullOrEmpty
        (Get-CDBudget Other | Set-CDBudget -LimitTokens 700).Provider | Should -Be other
    }

    It 'that make no sense are refused, with nothing changed: <_>' -ForEach '-LimitUsd 0', '-LimitUsd 1 -LimitTokens 1', '-WarnAt 2 -LimitUsd 1', '-Period Day' {
        { Invoke-Expression "Set-CDBudget Bad $_ -ErrorAction Stop" } | Should -Throw -ErrorId 'BudgetInvalid,*'
        { Set-CDBudget Bad -LimitUsd 1 -Provider nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderNotFound,*'
        Get-CDBudget | Should -BeNullOrEmpty
    }

    It 'are kept in files of this user alone' {
        $null = Set-CDBudget Team -LimitUsd 1
        if ($IsWindows) { return }
        (Get-Item (Join-Path $env:CLAUDEDESKTOP_HOME budgets.json)).UnixMode | Should -Be '-rw-------'
    }

    It 'are kept by a gateway, which says when they begin anew, and count what it used' {
        $upstream = Start-TestUpstream @{ '/v1/messages' = @{ Body = '{"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":90}}' } }
        try {
            $null = New-CDProvider -Name Paid -Mode Mapped -ApiFormat AnthropicMessages -BaseUri $upstream.Root -Route (New-CDModelRoute -Role Sonnet -Model m) -ApiKey (Get-Key)
            $null = Update-CDPrice (New-Item -Force (Join-Path $TestDrive gateway.csv) -Value "name,inputPerMtok,outputPerMtok`nm,1000,5000`n").FullName
            $null = Set-CDBudget Day -Period Day -LimitUsd 0.7
            $null = Enable-CDProvider Paid -WarningAction Ignore
            $null = Start-CDGateway
            $token = (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayApiKey
            $ask = { Invoke-WebRequest "$((Get-CDGateway).Address)/v1/messages" -Method Post -Body '{"model":"claude-sonnet-5","max_tokens":100,"messages":[{"role":"user","content":"Hi"}]}' -ContentType application/json -Headers @{ Authorization = "Bearer $token" } -SkipHttpErrorCheck }
            (& $ask).StatusCode | Should -Be 200
            (Get-CDBudget Day).Spent | Should -Be 0.46
            $refused = & $ask
            $refused.StatusCode, "$($refused.Headers['x-should-retry'])" | Should -Be 429, false
            $failure = ($refused.Content | ConvertFrom-Json).error
            $failure.type | Should -Be billing_error
            $failure.message | Should -BeLike "*budget 'Day' has `$0.24 left of `$0.70*begins anew at $((Get-Date).Date.AddDays(1).ToString('yyyy-MM-dd'))*"
            (Get-CDRequest | Where-Object Status -EQ 200).Cost | Should -Be 0.46
        }
        finally {
            Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
            Stop-TestUpstream $upstream
        }
    }
}

Describe 'Prices' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        function New-List([string] $Text, [string] $Name = 'list.csv') { (New-Item -Force (Join-Path $TestDrive $Name) -Value $Text).FullName }
    }
    BeforeEach { $null = New-TestHome }

    It 'of the module say where they are from' {
        Get-CDPrice | Should -Not -BeNullOrEmpty
        Get-CDPrice | Where-Object { $_.Source -notlike 'https://*' } | Should -BeNullOrEmpty
    }

    It 'of your own go before them, and what they change is said' {
        $list = New-List "name,inputPerMtok,outputPerMtok`nclaude-opus-5,1,2`nmine,3,4`n"
        (Update-CDPrice $list).Change | Should -Be Added, Added
        Update-CDPrice $list | Should -BeNullOrEmpty
        (Get-CDPrice claude-opus-5)[0].Input | Should -Be 1
        $changes = Update-CDPrice (New-List '{"prices":[{"name":"mine","inputPerMtok":5,"outputPerMtok":4}]}' list.json)
        $changes | ForEach-Object { "$($_.Model) $($_.Change) $($_.Before.Input) $($_.After.Input)" } | Should -Be 'mine Changed 3 5', 'claude-opus-5 Removed 1 '
        Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME prices.previous.json) -Raw | Should -BeLike '*claude-opus-5*'
    }

    It 'with one bad row are not taken at all, and the error names row and field' {
        $null = Update-CDPrice (New-List "name,inputPerMtok,outputPerMtok`nmine,3,4`n")
        { Update-CDPrice (New-List "name,inputPerMtok,outputPerMtok`na,1,2`nb,1,much`n") -ErrorAction Stop } | Should -Throw -ErrorId 'PriceListInvalid,*' -ExpectedMessage "*row 2: 'outputPerMtok' is 'much'*"
        (Get-CDPrice mine).Input | Should -Be 3
    }

    It 'of a provider are those that count now, with a warning for what has none' {
        $null = New-CDProvider -Name OpenAI -Preset OpenAI -ApiKey (Get-Key)
        $null = Update-CDPrice (New-List "name,provider,inputPerMtok,outputPerMtok,validFrom`ngpt-6-*,openai,1,2,2020-01-01`ngpt-6-*,openai,9,9,2999-01-01`n")
        $found = Get-CDProvider -Id openai | Get-CDPrice -WarningVariable warned -WarningAction SilentlyContinue
        ($found | Where-Object Model -EQ gpt-6-sol).Input | Should -Be 1
        "$warned" | Should -BeLike "*'gpt-6.1-sol'*Update-CDPrice*"
    }

    It 'come from an address of this machine, and from no other without TLS' {
        $upstream = Start-TestUpstream @{ '/list' = @{ Body = '[{"name":"fetched","inputPerMtok":1,"outputPerMtok":2}]' } }
        try { (Update-CDPrice -Uri "$($upstream.Root)/list").Model | Should -Be fetched } finally { Stop-TestUpstream $upstream }
        { Update-CDPrice -Uri http://prices.example.com/list -ErrorAction Stop } | Should -Throw -ErrorId 'PriceSourceRefused,*'
        { Update-CDPrice (Join-Path $TestDrive nowhere.json) -ErrorAction Stop } | Should -Throw -ErrorId 'ImportSourceMissing,*'
    }
}
