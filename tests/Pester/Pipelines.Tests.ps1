# Every cmdlet that takes pipeline input, and every one that changes something, is found and run; one that is not in a table fails.
BeforeDiscovery {
    Import-Module $env:CLAUDEDESKTOP_TEST_MODULE
    $all = Get-Command -Module ClaudeDesktop
    $takers = $all | Where-Object { $_.Parameters.Values.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } } | ForEach-Object { @{ Command = $_.Name } }
    . $PSScriptRoot/changing.ps1
    $changers = $all | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object { @{ Command = $_.Name } }
    $unattended = $changers | Where-Object { $_.Command -notin $machineBound }

    # With no gateway that runs, there is nothing to ask.
    $askers = $changers | Where-Object { $_.Command -ne 'Stop-CDGateway' }
}

Describe 'A pipeline' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        . $PSScriptRoot/changing.ps1
        . $PSScriptRoot/ledger.ps1
        $upstream = Start-TestUpstream @{
            '/good/v1/messages' = @{ Events = $anthropicEvents }
            '/half/v1/messages' = @{ Events = $anthropicEvents[0..1] }
            '/good/v1/models'   = @{ Body = '{"data":[{"id":"claude-haiku-4-5"}]}' }
        }
        function Add-Providers {
            $null = New-CDProvider -Name 'kimi good' -Id good -BaseUri "$($upstream.Root)/good" -Model claude-haiku-4-5 -ApiKey (Get-Key)
            $null = New-CDProvider -Name 'kimi half' -Id half -BaseUri "$($upstream.Root)/half" -Model claude-haiku-4-5 -ApiKey (Get-Key)
            $null = New-CDProvider -Name 'kimi lost' -Id lost -BaseUri "$($upstream.Root)/lost" -Model claude-haiku-4-5 -ApiKey (Get-Key)
        }
        function Row([string] $Name, $Value) { [pscustomobject]@{ $Name = $Value } }
    }
    AfterAll { Stop-TestUpstream $upstream }
    BeforeEach {
        $root = New-TestHome -OwnPort
        Add-Providers
    }

    It 'changes, tests, chooses and switches in one line' {
        # How long an answer takes is this machine's affair: a first try warms up, and a slow one is none of this test's.
        for ($try = 0; $try -lt 30 -and (Get-CDProvider -Active).Id -ne 'good'; $try++) {
            Get-CDProvider kimi* | Set-CDProvider -Header @{ 'X-Team' = 'blue' } -PassThru | Test-CDProvider | Where-Object LatencyMs -lt 800 | Enable-CDProvider -WarningAction Ignore
        }
        (Get-CDProvider -Active).Id | Should -Be good
        (Get-CDProvider kimi*).Headers.ForEach{ $_['X-Team'] } | Should -Be blue, blue, blue
    }

    It 'takes no provider for fast that did not answer, or not to the end' {
        $slow = Get-CDProvider kimi* | Test-CDProvider | Where-Object { -not $_.Succeeded } | Sort-Object Id
        $slow.Id | Should -Be half, lost
        $slow | Where-Object LatencyMs -lt 100000 | Should -BeNullOrEmpty
        $slow | Format-Table | Out-String | Should -Not -BeLike '*∞*'
    }

    It 'takes the rows of a CSV file by their columns' {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        Set-Content $file "Name,Id,Preset,Notes,AuthScheme`nOne,one,Kimi,first,None`nTwo,two,OpenRouter,`"with, comma`",None"
        (Import-Csv $file | New-CDProvider -WarningAction Ignore).Id | Should -Be one, two
        (Get-CDProvider -Id two).Notes | Should -Be 'with, comma'
        Set-Content $file "Id,Notes`none,again`ntwo,more"
        (Import-Csv $file | Set-CDProvider -PassThru).Notes | Should -Be again, more
        (Import-Csv $file | Get-CDProvider).Id | Should -Be one, two
        Set-Content $file "Id,NewName`none,three`ntwo,four"
        (Import-Csv $file | Copy-CDProvider).Name | Should -Be three, four
        Set-Content $file "Id`none"
        (Import-Csv $file | Enable-CDProvider -WarningAction Ignore).Provider.Id | Should -Be one
        Set-Content $file "Id`ntwo"
        Import-Csv $file | Remove-CDProvider -Confirm:$false
        Get-CDProvider | Where-Object Id -EQ two | Should -BeNullOrEmpty
    }

    Context 'with one bad item' {
        BeforeAll {
            # The items, the one that cannot be done first among two that can, and what shows that both were done.
            $mixed = @{
                'Copy-CDProvider'    = @{ Items = { 'good', 'nobody', 'half' | ForEach-Object { Row Id $_ } }; Done = { (Get-CDProvider '* copy').Count -eq 2 } }
                'Enable-CDProvider'  = @{ Items = { 'nobody', 'good' | ForEach-Object { Row Id $_ } }; Done = { (Get-CDProvider -Active).Id -eq 'good' } }
                'Export-CDProvider'  = @{ Items = { Get-CDProvider -Id good; 'nobody'; Get-CDProvider -Id half }; Done = { ("$said" | ConvertFrom-Json).providers.Count -eq 2 } }
                'Export-CDUsageReport' = @{ With = @{ OutFile = (Join-Path $TestDrive usage.html); Force = $true }; Items = { $null = New-TestLedger -Request @{}, @{}; $found = Get-CDRequest; $found[0]; 'nothing'; $found[1] }; Done = { (Get-Content $said[-1] -Raw) -like '*id="sum-requests" value="2"*' } }
                'Get-CDBudget'       = @{ Items = { Add-Budgets; 'one', 'nobody', 'two' | ForEach-Object { Row Name $_ } }; Done = { $said.Count -eq 2 } }
                'Get-CDModel'        = @{ Items = { 'good', 'nobody', 'good' | ForEach-Object { Row Id $_ } }; Done = { $said.Count -eq 2 } }
                'Get-CDPreset'       = @{ Items = { 'Kimi', 'Nobody', 'OpenAI' | ForEach-Object { Row Name $_ } }; Done = { $said.Count -eq 2 } }
                'Get-CDPrice'        = @{ Items = { $null = Update-CDPrice (New-Prices claude-haiku-4-5); 'good', 'nobody', 'half' | ForEach-Object { Row Id $_ } }; Done = { $said.Count -eq 2 } }
                'Get-CDProvider'     = @{ Items = { 'good', 'nobody', 'half' | ForEach-Object { Row Id $_ } }; Done = { $said.Count -eq 2 } }
                'Get-CDUsage'        = @{ Items = { $null = New-TestLedger -Request @{}, @{}; $found = Get-CDRequest; $found[0]; 'nothing'; $found[1] }; Done = { $said.Requests -eq 2 } }
                'Import-CDClaudeCodeProvider' = @{ Items = { Row Path (New-ClaudeCodeSettings); Row Path (Join-Path $TestDrive nowhere.json); Row Path (New-ClaudeCodeSettings @{ ANTHROPIC_BASE_URL = 'https://b.example.com'; ANTHROPIC_AUTH_TOKEN = 'sk-secret-0123456789abcdef' }) }; Done = { $said.Count -eq 2 } }
                'Import-CDProvider'  = @{ Items = { @{ id = 'one'; baseUri = 'https://a.example.com' }; (Join-Path $TestDrive nowhere.json); @{ id = 'two'; baseUri = 'https://b.example.com' } }; Done = { (Get-CDProvider -Id one, two).Count -eq 2 } }
                'New-CDModelRoute'   = @{ Items = { 'Sonnet', 'Nobody', 'Haiku' | ForEach-Object { [pscustomobject]@{ Role = $_; Model = 'm' } } }; Done = { $said.Count -eq 2 } }
                'New-CDProvider'     = @{ Items = { 'one', 'good', 'two' | ForEach-Object { [pscustomobject]@{ Name = $_; Id = $_; Preset = 'Kimi'; AuthScheme = 'None' } } }; Done = { (Get-CDProvider -Id one, two).Count -eq 2 } }
                'Remove-CDBudget'    = @{ Items = { Add-Budgets; 'one', 'nobody', 'two' | ForEach-Object { Row Name $_ } }; Done = { -not (Get-CDBudget) } }
                'Remove-CDProvider'  = @{ Items = { 'good', 'nobody', 'half' | ForEach-Object { Row Id $_ } }; Done = { (Get-CDProvider).Count -eq 2 } }
                'Repair-CDProfile'   = @{ Items = { $null = Enable-CDProvider good -WarningAction Ignore; Row To nothing; Row To (Get-CDProfile -History)[0].Id }; IsWhole = $true; Done = { (Get-CDProvider -Active).Id -eq 'good' } }
                'Set-CDBudget'       = @{ Items = { 'good', 'nobody', 'half' | ForEach-Object { [pscustomobject]@{ Name = $_; Id = $_ } } }; With = @{ LimitUsd = 1 }; Done = { (Get-CDBudget).Count -eq 2 } }
                'Set-CDProvider'     = @{ Items = { 'good', 'nobody', 'half' | ForEach-Object { [pscustomobject]@{ Id = $_; Notes = 'new' } } }; Done = { (Get-CDProvider -Id good, half).Notes -eq 'new' | Measure-Object | ForEach-Object { $_.Count -eq 2 } } }
                'Stop-CDGateway'     = @{ Items = { Start-ThreadJob { } -Name 'no gateway'; Start-CDGateway }; Done = { (Get-CDGateway).State -eq 'Stopped' } }
                'Test-CDProfile'     = @{ Items = { $home1 = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())); Row UserProfilePath $home1.FullName; Row UserProfilePath (Join-Path $TestDrive nowhere); Row UserProfilePath $home1.FullName }; Done = { $said.Count -ge 2 -and $said.Count % 2 -eq 0 } }
                'Update-CDPrice'     = @{ Items = { Row Path (New-Prices first); Row Path (Join-Path $TestDrive nowhere.json); Row Path (New-Prices last) }; Done = { (Get-CDPrice last).Input -eq 1 } }
                'Test-CDProvider'    = @{ Items = { 'good', 'nobody', 'half' | ForEach-Object { Row Id $_ } }; Done = { $said.Count -eq 2 } }
            }
            function Add-Budgets { $null = Set-CDBudget one -LimitUsd 1; $null = Set-CDBudget two -LimitTokens 1000 }
            function New-Prices([string] $Model) { (New-Item -Force (Join-Path $TestDrive "$Model.json") -Value "[{`"name`":`"$Model`",`"inputPerMtok`":1,`"outputPerMtok`":2}]").FullName }
            function Start-Mixed([string] $Command, [hashtable] $More) {
                $with = $mixed[$Command].With ?? @{}
                if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { $with = $with + @{ Confirm = $false } }
                & $mixed[$Command].Items | & $Command @with @More -WarningAction Ignore
            }
        }
        AfterEach { Get-Job | Where-Object { $_.PSJobTypeName -eq 'CDGateway' -or $_.Name -eq 'no gateway' } | Remove-Job -Force }

        It 'has items for <Command> in this test' -ForEach $takers { $mixed.ContainsKey($Command) | Should -BeTrue }

        It 'does the others: <Command>' -ForEach $takers {
            # Claude Desktop has one state at a time, so two that are wanted are refused, and nothing is done by halves.
            $said = @(try { Start-Mixed $Command @{ ErrorAction = 'SilentlyContinue' } } catch { if (-not $mixed[$Command].IsWhole) { throw } })
            & $mixed[$Command].Done | Should -BeTrue
        }

        It 'is an error that can be caught in a variable, and is shown to nobody who does not want it: <Command>' -ForEach $takers {
            $with = $mixed[$Command].With ?? @{}
            if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { $with = $with + @{ Confirm = $false } }
            $items = @(& $mixed[$Command].Items)
            if ($mixed[$Command].IsWhole) { { $items | & $Command @with -ErrorAction SilentlyContinue } | Should -Throw; return }
            $shown = $items | & $Command @with -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failed 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
            $shown | Should -BeNullOrEmpty
            @($failed).Count | Should -BeGreaterOrEqual 1
            @($failed)[0] | Should -BeOfType Management.Automation.ErrorRecord
        }

        It 'is in no list of errors with -ErrorAction Ignore: <Command>' -ForEach $takers {
            $items = @(& $mixed[$Command].Items)
            $with = $mixed[$Command].With ?? @{}
            if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { $with = $with + @{ Confirm = $false } }
            $Error.Clear()
            if ($mixed[$Command].IsWhole) { return }
            $null = $items | & $Command @with -WarningAction Ignore -ErrorAction Ignore
            $Error | Should -BeNullOrEmpty
        }

        It 'ends everything with -ErrorAction Stop: <Command>' -ForEach $takers {
            { Start-Mixed $Command @{ ErrorAction = 'Stop' } } | Should -Throw
        }
    }

    Context 'of what changes something' {
        BeforeEach {
            $root = New-TestHome -OwnPort
            $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
            $null = New-CDProvider -Name 'Open router' -Preset OpenRouter -ApiKey (Get-Key)
            $null = Enable-CDProvider Kimi -WarningAction Ignore
            $null = Set-CDBudget Daily -LimitUsd 5
            $given = & $changing[$Command]
            $before = Get-Tree $root
            # A host that cannot ask anybody, so that a question is an error of its own.
            function Invoke-Unattended([string] $Script) {
                $shell = [powershell]::Create([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
                $null = $shell.AddScript("param(`$given, `$command) Import-Module `$env:CLAUDEDESKTOP_TEST_MODULE; `$WarningPreference = 'Ignore'; $Script").AddArgument($given).AddArgument($Command)
                $thrown = $null
                try { $null = $shell.Invoke() } catch { $thrown = $_ }
                @{ Said = "$thrown $($shell.Streams.Error)"; Verbose = $shell.Streams.Verbose.Message }
                $shell.Dispose()
            }
            $question = '*user interaction*'
        }

        It '<Command> asks with -Confirm, and changes nothing before it is answered' -ForEach $askers {
            (Invoke-Unattended '& $command @given -Confirm').Said | Should -BeLike $question
            Get-Tree $root | Should -Be $before
        }

        It '<Command> asks where $ConfirmPreference wants it' -ForEach $askers {
            (Invoke-Unattended '$ConfirmPreference = "Low"; & $command @given').Said | Should -BeLike $question
            Get-Tree $root | Should -Be $before
        }

        It '<Command> asks nobody with -Confirm:$false, whatever the preference, and says with -Verbose what it does' -ForEach $unattended {
            $done = Invoke-Unattended '$ConfirmPreference = "Low"; & $command @given -Confirm:$false -Verbose'
            $done.Said | Should -Not -BeLike $question
            "$($done.Verbose)" | Should -BeLike '*Performing the operation*'
        }
    }

    It 'that is stopped in the middle leaves nothing half done' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript('Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; $seen = 0; while ($true) { Get-CDProvider -Id good, half | ForEach-Object { $_ | Set-CDProvider -Notes "$(++$seen)" -Enable -PassThru -WarningAction Ignore } }')
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        foreach ($round in 1..5) {
            $output.Clear()
            $null = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
            for ($i = 0; $i -lt 400 -and $output.Count -lt $round; $i++) { Start-Sleep -Milliseconds 10 }
            $output.Count | Should -BeGreaterOrEqual $round
            $shell.Stop()
            $active = Get-CDProvider -Active
            $active.Id | Should -BeIn good, half
            (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayBaseUrl | Should -BeLike "*/$($active.Id)*"
            Get-ChildItem $root -Recurse -Force -File | Where-Object Name -Like '*.tmp*' | Should -BeNullOrEmpty
            Join-Path $env:CLAUDEDESKTOP_HOME switch.json | Should -Not -Exist
        }
        $shell.Dispose()
    }
}
