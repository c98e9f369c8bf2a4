Describe 'Test-CDProvider' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        $upstream = Start-TestUpstream @{
            '/good/v1/messages'        = @{ Events = $anthropicEvents }
            '/broke/v1/messages'       = @{ Status = 402; Body = '{"error":{"message":"Pay first"}}' }
            '/slow/v1/messages'        = @{ Silent = $true }
            '/chat/v1/chat/completions' = @{ Events = '{"model":"real-chat","choices":[{"delta":{"content":"a"}}]}', '{"choices":[{"delta":{"content":"b"}}]}', '{"choices":[{"delta":{},"finish_reason":"stop"}]}' }
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

    It 'gives one result for each provider of a pipeline, whatever becomes of the others' {
        $results = Get-CDProvider | Where-Object Id -NotIn slow | Test-CDProvider
        $results.Id | Should -Be claude-desktop-official, good, broke, chat
        $results.Succeeded | Should -Be $false, $true, $false, $true
        $results[2].Problem | Should -BeLike '*no credit (402)*Pay first*'
        $results[2].RecommendedAction | Should -BeLike 'Add credit*'
        $results[3].Way | Should -Be Upstream
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
        $shell = [powershell]::Create()
        $null = $shell.AddScript('Import-Module $env:CLAUDEDESKTOP_TEST_MODULE; Test-CDProvider slow -TimeoutSec 3600')
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
        for ($i = 0; $i -lt 400 -and $upstream.Calls.Path -notcontains '/slow/v1/messages'; $i++) { Start-Sleep -Milliseconds 50 }
        $upstream.Calls.Path | Should -Contain /slow/v1/messages
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        $running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $output | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'fits 100 columns and shows no key' {
        $text = Get-CDProvider -Id good, broke | Test-CDProvider | Format-Table | Out-String -Width 100
        ($text -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        Test-CDProvider broke | Format-List * | Out-String | Should -Not -BeLike '*0123456789abcdef*'
    }
}
