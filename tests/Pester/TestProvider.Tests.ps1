Describe 'Test-CDProvider' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        $upstream = Start-TestUpstream @{
            '/good/v1/messages'        = @{ Events = $anthropicEvents }
            '/broke/v1/messages'       = @{ Status = 402; Body = '{"error":{"message":"Pay first"}}' }
            '/slow/v1/messages'        = @{ Silent = $true }
            '/chat/v1/chat/completions' = @{ Events = $chatEvents }
            '/good/v1/models'          = @{ Body = '{"data":[{"id":"claude-haiku-4-5","context_length":200000,"architecture":{"input_modalities":["text","image"]}}]}' }
            '/deep/api/v1/chat/completions' = @{ Status = 400; Body = '{"error":{"message":"messages: required"}}' }
        }
    }
    AfterAll { Stop-TestUpstream $upstream }
    BeforeEach {
        $null = New-TestHome -OwnPort
        'good', 'broke', 'slow' | ForEach-Object { $null = New-CDProvider -Name $_ -BaseUri "$($upstream.Root)/$_" -Model claude-haiku-4-5 -ApiKey (Get-Key) }
        $null = New-CDProvider -Name chat -BaseUri "$($upstream.Root)/chat/v1" -ApiFormat OpenAIChat -Route (New-CDModelRoute Sonnet upstream-1) -ApiKey (Get-Key)
    }

    It 'says that a provider was reached, knows the key, and streams' {
        $result = Test-CDProvider good
        $result.Problem | Should -BeNullOrEmpty
        $result.Succeeded, $result.Reached, $result.Authenticated, $result.Streamed | Should -Be $true, $true, $true, $true
        $result.Id, $result.Way, $result.Model, $result.RequestedModel | Should -Be good, Direct, real-model, claude-haiku-4-5
        $result.LatencyMs | Should -BeGreaterThan 0
    }

    It 'says what works with the model, how much it takes and what it took' {
        $result = Test-CDProvider good
        $result.Tools, $result.Images, $result.WebSearch | Should -Be Native, Native, Unknown
        $result.ContextLength, $result.InputTokens, $result.OutputTokens, $result.Cost | Should -Be 200000, 20, 9, $null
        @($upstream.Calls.ToArray() | Where-Object Path -EQ '/good/v1/messages').Count | Should -BeGreaterThan 0
        (Test-CDProvider chat).Tools | Should -Be Mapped
    }

    It 'with -Full asks what it does not know, and no more' {
        $upstream.Calls.Clear()
        $result = Test-CDProvider good -Full
        $result.Problem | Should -BeNullOrEmpty
        $result.Images, $result.WebSearch | Should -Be Native, Unsupported
        @($upstream.Calls.Path -eq '/good/v1/messages').Count | Should -Be 2
    }

    It 'finds where an API is, with what to change, and it is right' {
        $null = New-CDProvider -Name deep -BaseUri "$($upstream.Root)/deep" -ApiFormat OpenAIChat -Route (New-CDModelRoute Sonnet upstream-1) -ApiKey (Get-Key)
        $result = Test-CDProvider deep
        $result.Succeeded, $result.Reached | Should -Be $false, $true
        $result.RecommendedAction | Should -Be "Correct it: Set-CDProvider deep -BaseUri $($upstream.Root)/deep/api/v1"
        Invoke-Expression ($result.RecommendedAction -replace '^Correct it: ')
        (Test-CDProvider deep).Problem | Should -BeLike '*refuses the request (400)*messages: required*'
    }

    It 'gives one result for each provider of a pipeline, whatever becomes of the others' {
        $results = Get-CDProvider | Where-Object Id -NotIn slow | Test-CDProvider | Sort-Object Id
        $results.Id | Should -Be broke, chat, claude-desktop-official, good
        $results.Succeeded | Should -Be $false, $true, $false, $true
        $results[0].Problem | Should -BeLike '*no credit (402)*Pay first*'
        $results[0].RecommendedAction | Should -BeLike 'Add credit*'
        $results[1].Way | Should -Be Upstream
    }

    It 'can choose who is enabled' {
        Get-CDProvider -Id broke, good | Test-CDProvider | Where-Object Succeeded | Enable-CDProvider -WarningAction Ignore
        (Get-CDProvider -Active).Id | Should -Be good
    }

    It 'goes through the gateway for the active provider, and says when none runs' {
        $null = Enable-CDProvider chat -WarningAction Ignore
        $without = Test-CDProvider chat
        $without.Way, $without.Streamed, $without.Succeeded | Should -Be Upstream, $true, $false
        $without.RecommendedAction | Should -BeLike '*Start-CDGateway'
        $job = Start-CDGateway
        try { $with = Test-CDProvider chat } finally { $job | Remove-Job -Force }
        $with.Problem | Should -BeNullOrEmpty
        $with.Way, $with.Streamed, $with.RequestedModel | Should -Be Gateway, $true, claude-sonnet-5
        $with.Address | Should -BeLike 'http://127.0.0.1:*/claude-desktop/v1/messages'
    }

    It 'ends at once when it is stopped, and says nothing more' {
        $upstream.Calls.Clear()
        $shell = [powershell]::Create()
        $null = $shell.AddScript('Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; Get-CDProvider -Id slow, slow, slow | Test-CDProvider -TimeoutSec 3600')
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
        for ($i = 0; $i -lt 400 -and @($upstream.Calls.Path -eq '/slow/v1/messages').Count -lt 3; $i++) { Start-Sleep -Milliseconds 50 }
        $upstream.Calls.Path -eq '/slow/v1/messages' | Should -HaveCount 3
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        $running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $output | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'gives each result as it comes, past one that keeps all waiting' {
        $seen = Get-CDProvider -Id slow, good | Test-CDProvider -TimeoutSec 3 | ForEach-Object Id
        $seen | Should -Be good, slow
        (Get-CDProvider -Id slow, good | Test-CDProvider -TimeoutSec 3 -ThrottleLimit 1).Id | Should -Be slow, good
    }

    It 'asks no more at once than -ThrottleLimit, whatever comes down the pipeline' {
        $official = Get-CDProvider -Id claude-desktop-official
        $given = 0
        $first = & { foreach ($i in 1..10000) { $script:given = ++$given; $official } } | Test-CDProvider -ThrottleLimit 3 | Select-Object -First 1
        $first.Id | Should -Be claude-desktop-official
        $script:given | Should -BeLessOrEqual 4
        { Test-CDProvider good -ThrottleLimit 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'lets go of what is under way when nobody wants more' {
        $slow = Get-CDProvider -Id slow, good, slow
        ($slow | Test-CDProvider -TimeoutSec 3600 | Select-Object -First 1).Id | Should -Be good
        { $slow | Test-CDProvider -TimeoutSec 3600 | ForEach-Object { throw 'enough' } } | Should -Throw enough
    }

    It 'does not stop for what is no provider' {
        $rows = @('good', 'nobody', 'chat').ForEach{ [pscustomobject]@{ Id = $_ } }
        $results = $rows | Test-CDProvider -ErrorAction SilentlyContinue -ErrorVariable failed
        $results.Id | Sort-Object | Should -Be chat, good
        $failed.FullyQualifiedErrorId | Should -BeLike 'ProviderNotFound,*'
    }

    It 'counts on the screen while many are waited for, and not for one' {
        function Watch([string] $Script) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module `$env:CLAUDEDESKTOP_TEST_MODULE; $Script").Invoke()
            $shell.Streams.Progress | Where-Object Activity -EQ 'Testing providers'
            $shell.Dispose()
        }
        $shown = @(Watch 'Get-CDProvider -Id slow, good | Test-CDProvider -TimeoutSec 4')
        $shown.StatusDescription | Should -Contain '1 of 2 have answered'
        $shown.CurrentOperation | Should -Contain 'Waiting for slow'
        $shown[-1].RecordType | Should -Be Completed
        $shown.RecordType | Where-Object { $_ -eq 'Completed' } | Should -HaveCount 1
        Watch 'Test-CDProvider slow -TimeoutSec 3' | Should -BeNullOrEmpty
    }

    It 'fits 100 columns and shows no key' {
        $text = Get-CDProvider -Id good, broke | Test-CDProvider | Format-Table | Out-String -Width 100
        ($text -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        Test-CDProvider broke | Format-List * | Out-String | Should -Not -BeLike '*0123456789abcdef*'
    }
}
