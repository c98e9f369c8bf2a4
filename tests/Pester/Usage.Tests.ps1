Describe 'What was used' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        . $PSScriptRoot/ledger.ps1
    }
    BeforeEach { $null = New-TestHome -OwnPort }

    Context 'request by request' {
        It 'is nothing before there was any' {
            Get-CDRequest | Should -BeNullOrEmpty
            (Get-CDUsage).Requests | Should -Be 0
            Get-CDUsage Model | Should -BeNullOrEmpty
        }

        It 'comes as objects, in the order in which it was written' {
            $null = New-TestLedger -Request @{ session = 's-1'; answered = 'kimi-k2-0905'; cacheRead = 50; cost = 0.0125; project = 'x' }, @{ status = 529; error = 'overloaded_error' }
            $requests = Get-CDRequest
            $requests | Should -HaveCount 2
            $requests[0] | Should -BeOfType ClaudeDesktop.Usage.UsageRecord
            $requests[0].Session, $requests[0].AnsweredModel, $requests[0].CacheReadTokens, $requests[0].Cost, $requests[0].Project, $requests[0].Role | Should -Be 's-1', 'kimi-k2-0905', 50, 0.0125, 'x', 'Sonnet'
            $requests[0].FirstByte.TotalMilliseconds, $requests[0].Duration.TotalSeconds, $requests[0].IsStream, $requests[0].User, $requests[0].Machine | Should -Be 300, 2, $true, 'ada', 'DESKTOP-1'
            $requests[1].Error | Should -Be overloaded_error
        }

        It 'is found by <Name>' -ForEach @(
            @{ Name = 'the provider''s id'; With = @{ Provider = 'ki*' }; Found = 1, 2, 3 }
            @{ Name = 'the provider''s name'; With = @{ Provider = 'An other*' }; Found = 4 }
            @{ Name = 'the model that was sent'; With = @{ Model = 'qwen*' }; Found = 2 }
            @{ Name = 'the model that was asked for'; With = @{ Model = 'claude-opus-5', 'no such' }; Found = 3 }
            @{ Name = 'the model that answered'; With = @{ Model = 'surprise' }; Found = 4 }
            @{ Name = 'role'; With = @{ Role = 'Opus', 'Haiku' }; Found = 3 }
            @{ Name = 'session'; With = @{ Session = 's-2' }; Found = 2 }
            @{ Name = 'failure'; With = @{ Failed = $true }; Found = 4 }
            @{ Name = 'time'; With = @{ Since = '2026-11-10T12:00:02Z'; Until = '2026-11-10T12:00:04Z' }; Found = 2, 3 }
            @{ Name = 'something that matches nothing'; With = @{ Provider = '[' }; Found = @() }
        ) {
            $null = New-CDProvider -Name 'An other one' -Id other -BaseUri https://a.example.com -ApiKey (Get-Key)
            $null = New-TestLedger -Begun '2026-11-10T12:00:00Z' -Request @{}, @{ model = 'qwen3'; session = 's-2' }, @{ asked = 'claude-opus-5'; role = 'Opus' }, @{ provider = 'other'; answered = 'surprise'; status = 500; error = 'api_error' }
            @(Get-CDRequest @With).ForEach{ [int]$_.RequestId.Substring(12) } | Should -Be $Found
        }

        It 'ends when nobody wants more, and -Tail gives the last' {
            $null = New-TestLedger -Request (1..50 | ForEach-Object { @{ in = $_ } })
            (Get-CDRequest | Select-Object -First 2).InputTokens | Should -Be 1, 2
            (Get-CDRequest -Tail 2).InputTokens | Should -Be 49, 50
            Get-CDRequest -Tail 0 | Should -BeNullOrEmpty
        }

        It 'comes from other machines'' files and folders, the same line once' {
            $one = Join-Path $TestDrive "$([guid]::NewGuid())/one"
            $two = Join-Path $TestDrive "$([guid]::NewGuid())/two"
            $file = New-TestLedger -Folder $one -Machine ONE -Run aaaaaaaa -Request @{}, @{}
            $null = New-TestLedger -Folder $two -Machine TWO -Run bbbbbbbb
            Copy-Item $file $two
            (Get-CDRequest $one, $two).Machine | Sort-Object | Should -Be ONE, ONE, TWO
            (Get-CDRequest -Path (Join-Path $two '*.jsonl')).Count | Should -Be 3
            (Get-CDUsage -Path $one, $two -GroupBy Machine | Sort-Object Machine).Requests | Should -Be 2, 1
        }

        It 'is an error where there is nothing, and the rest still comes' {
            $file = New-TestLedger
            (Get-CDRequest (Join-Path $TestDrive nowhere), $file -ErrorVariable problem -ErrorAction SilentlyContinue) | Should -HaveCount 1
            $problem.FullyQualifiedErrorId | Should -Be 'LedgerMissing,ClaudeDesktop.Cmdlets.Usage.GetCDRequestCommand'
            $problem.CategoryInfo.Category | Should -Be ObjectNotFound
        }

        It 'says what is missing' {
            $path = New-TestLedger -Cut -Request @{}, @{}
            [IO.File]::AppendAllText($path, "{`"missed`":7,`"until`":`"2026-11-20T12:00:00Z`"}`n{`"time`":`"2026-11")
            foreach ($command in 'Get-CDRequest', 'Get-CDUsage') {
                $null = & $command -WarningVariable warned -WarningAction SilentlyContinue
                $warned | Should -HaveCount 2
                "$warned" | Should -BeLike '*A run of the gateway was cut short*7 requests*'
            }
            $said = Get-CDUsage -Verbose -WarningAction Ignore 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
            "$said" | Should -BeLike "*DESKTOP-1*1 lines could not be read*"
        }
    }

    Context 'followed' {
        BeforeAll {
            function Start-Following([string] $Script) {
                $shell = [powershell]::Create()
                $null = $shell.AddScript("Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; $Script")
                $said = [Management.Automation.PSDataCollection[psobject]]::new()
                $none = [Management.Automation.PSDataCollection[psobject]]::new()
                $none.Complete()
                @{ Shell = $shell; Said = $said; Running = $shell.BeginInvoke($none, $said) }
            }
            function Wait-Said($Following, [int] $Count) {
                for ($i = 0; $i -lt 1200 -and $Following.Said.Count -lt $Count; $i++) { Start-Sleep -Milliseconds 50 }
                $Following.Said.Count | Should -Be $Count
            }
            # An open collection makes whoever enumerates it wait for more.
            function Get-Input($Following) { for ($i = 0; $i -lt $Following.Said.Count; $i++) { $Following.Said[$i].InputTokens } }
        }

        It 'comes as it is written, by this run and the next, across midnight, until it is stopped' {
            $now = [datetime]::UtcNow
            $path = New-TestLedger -Begun $now -Run aaaaaaaa -Cut -Request @{ in = 1 }
            $following = Start-Following 'Get-CDRequest -Wait'
            try {
                Wait-Said $following 1
                $line = [IO.File]::ReadAllLines($path)[1].Replace('"in":1', '"in":2')
                [IO.File]::AppendAllText($path, $line.Substring(0, 40))
                [IO.File]::AppendAllText($path, $line.Substring(40) + "`n")
                Wait-Said $following 2
                $null = New-TestLedger -Begun $now.AddDays(1) -Run aaaaaaaa -Request @{ in = 3 }
                $null = New-TestLedger -Begun $now -Run bbbbbbbb -Request @{ in = 4 }, @{ in = 5 }
                Wait-Said $following 5
                Get-Input $following | Sort-Object | Should -Be 1, 2, 3, 4, 5
                $following.Shell.InvocationStateInfo.State | Should -Be Running
                # Ends before it is given up.
                $following.Shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
                $following.Shell.InvocationStateInfo.State | Should -Be Stopped
            }
            finally { $following.Shell.Dispose() }
        }

        It 'begins with the last ones where that is wanted, takes filters, and ends when nobody wants more' {
            $path = New-TestLedger -Begun ([datetime]::UtcNow) -Cut -Request @{ in = 1 }, @{ in = 2 }, @{ in = 3 }
            $following = Start-Following 'Get-CDRequest -Wait -Tail 1 -Provider kimi | Select-Object -First 2'
            try {
                Wait-Said $following 1
                $line = [IO.File]::ReadAllLines($path)[1]
                [IO.File]::AppendAllText($path, $line.Replace('kimi"', 'other"') + "`n" + $line.Replace('"in":1', '"in":9') + "`n")
                Wait-Said $following 2
                Get-Input $following | Should -Be 3, 9
                $following.Running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
            }
            finally { $following.Shell.Dispose() }
        }
    }

    Context 'summed' {
        BeforeEach {
            $null = New-TestLedger -Run aaaaaaaa -Request @{ cost = 0.5; in = 60; cacheRead = 40 }, @{ cost = 0.25; model = 'other' }, @{ provider = 'zai' }, @{ status = 500; error = 'api_error'; in = 0; out = 0 }
        }

        It 'by several things at once, the dearest first' {
            $sums = Get-CDUsage -GroupBy Provider, Model
            $sums.Name | Should -Be 'kimi / kimi-k2', 'kimi / other', 'zai / kimi-k2'
            $sums.Requests | Should -Be 2, 1, 1
            $sums[0].Errors, $sums[0].Cost, $sums[0].UnpricedRequests, $sums[0].CacheShare, $sums[0].Provider, $sums[0].Model | Should -Be 1, 0.5, 0, 0.4, 'kimi', 'kimi-k2'
            $sums[2].Cost | Should -BeNullOrEmpty
            $sums[2].UnpricedRequests | Should -Be 1
        }

        It 'never too low without saying so' {
            $sum = Get-CDUsage
            $sum.Cost, $sum.UnpricedRequests | Should -Be 0.75, 1
            $sum | Format-Table | Out-String -Width 100 | Should -BeLike '*0.75 + `?*'
            Get-CDUsage -Provider zai | Format-Table | Out-String -Width 100 | Should -Match '\?'
        }

        It 'by <_>' -ForEach 'Provider', 'Model', 'Role', 'Day', 'Session', 'User', 'Machine', 'Project' {
            $sums = Get-CDUsage -GroupBy $_
            ($sums | Measure-Object Requests -Sum).Sum | Should -Be 4
            $sums.Name | Should -Not -BeNullOrEmpty
        }

        It 'alike from a pipeline' {
            $piped = Get-CDRequest | Get-CDUsage Provider, Role
            $read = Get-CDUsage Provider, Role
            ($piped | ConvertTo-Json) | Should -Be ($read | ConvertTo-Json)
            (Get-CDRequest | Where-Object Cost -GT 0.3 | Get-CDUsage).Requests | Should -Be 1
            (Get-CDRequest | Get-CDUsage -Failed).Requests | Should -Be 1
        }

        It 'fits 100 columns' {
            foreach ($object in @(Get-CDRequest), @(Get-CDUsage Provider, Model)) {
                $lines = ($object | Format-Table | Out-String -Width 100) -split '\r?\n'
                ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
                "$lines" | Should -Not -BeLike '*$_*' -Because 'a column that is worked out needs a name'
            }
        }
    }

    It 'is written by the gateway, and goes with all else' {
        $upstream = Start-TestUpstream @{ '/v1/chat/completions' = @{ Events = $chatEvents } }
        try {
            $null = New-CDProvider -Name Chat -Id chat -Mode Mapped -ApiFormat OpenAIChat -BaseUri "$($upstream.Root)/v1" -ApiKey (Get-Key) -Route (New-CDModelRoute Sonnet m) | Enable-CDProvider -WarningAction Ignore
            $null = Start-CDGateway
            $token = [ClaudeDesktop.Secrets.GatewayToken]::GetOrCreate([ClaudeDesktop.ModuleContext]::Current().Secrets)
            $asked = @{ Method = 'Post'; Uri = "$((Get-CDGateway).Address)/v1/messages"; Headers = @{ Authorization = "Bearer $token"; 'x-claude-code-project' = 'a project' }; ContentType = 'application/json' }
            $null = Invoke-WebRequest @asked -Body '{"model":"claude-sonnet-5","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}'
            Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Stop-Job -PassThru | Remove-Job -Force
            $request = Get-CDRequest -WarningVariable warned
            $warned | Should -BeNullOrEmpty
            $request.Provider, $request.Model, $request.AnsweredModel, $request.InputTokens, $request.OutputTokens, $request.Status, $request.Project | Should -Be 'chat', 'm', 'real-chat', 20, 9, 200, 'a project'
        }
        finally {
            Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
            Stop-TestUpstream $upstream
        }
        Set-Content (Join-Path $env:CLAUDEDESKTOP_HOME usage/mine.txt) mine
        [ClaudeDesktop.Storage.DataHome].Assembly.GetType('ClaudeDesktop.Storage.OwnData').GetMethod('Delete').Invoke($null, @([ClaudeDesktop.ModuleContext]::Current().Home))
        (Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME usage)).Name | Should -Be mine.txt
    }
}
