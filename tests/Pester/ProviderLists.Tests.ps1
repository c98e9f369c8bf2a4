BeforeDiscovery {
    $nul = [char]0; $esc = [char]27
    $hostile = @(
        @{ What = 'a path for an id'; Row = @{ id = '../../etc/passwd'; name = 'x'; baseUri = 'https://a.example.com' }; Why = '*must be 1 to 64*' }
        @{ What = 'NUL in an id'; Row = @{ id = "a${nul}b"; baseUri = 'https://a.example.com' }; Why = '*must be 1 to 64*' }
        @{ What = 'an escape sequence in a name'; Row = @{ id = 'bad'; name = "x$esc[2Jy"; baseUri = 'https://a.example.com' }; Why = '*name holds control characters*' }
        @{ What = 'a turned direction in a name'; Row = @{ id = 'bad'; name = "x$([char]0x202E)y"; baseUri = 'https://a.example.com' }; Why = '*name holds control characters*' }
        @{ What = 'NUL in the notes'; Row = @{ id = 'bad'; baseUri = 'https://a.example.com'; notes = "a${nul}b" }; Why = '*notes holds control characters*' }
        @{ What = 'a huge number for a mode'; Row = @{ id = 'bad'; baseUri = 'https://a.example.com'; mode = 99999999999999999999999 }; Why = "*'mode' is not one of*" }
        @{ What = 'a number for a name'; Row = @{ id = 'bad'; name = 7; baseUri = 'https://a.example.com' }; Why = "*'name' is not a text*" }
        @{ What = 'an object for the models'; Row = @{ id = 'bad'; baseUri = 'https://a.example.com'; models = @{ a = 1 } }; Why = "*'models' is not a list*" }
        @{ What = 'a password in the address'; Row = @{ id = 'bad'; baseUri = 'https://user:sk-secret@a.example.com' }; Why = '*user name or a password*' }
        @{ What = 'a file for an address'; Row = @{ id = 'bad'; baseUri = 'file:///etc/passwd' }; Why = '*must use https*' }
        @{ What = 'http to another machine'; Row = @{ id = 'bad'; baseUri = 'http://a.example.com' }; Why = '*must use https*' }
        @{ What = 'a line end in a header'; Row = @{ id = 'bad'; baseUri = 'https://a.example.com'; headers = @{ 'x-a' = "1`r`nHost: evil" } }; Why = '*not a header that can be sent*' }
        @{ What = 'a credential among the headers'; Row = @{ id = 'bad'; baseUri = 'https://a.example.com'; headers = @{ Authorization = 'Bearer sk-secret' } }; Why = '*carries a credential*' }
        @{ What = 'the official id'; Row = @{ id = 'claude-desktop-official'; baseUri = 'https://a.example.com' }; Why = '*official provider*' }
        @{ What = 'nothing at all'; Row = @{}; Why = '*neither an id nor a name*' }
    )
}

Describe 'Lists of providers' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function New-Samples {
            $null = New-CDProvider -Name 'Änderung, "quoted"' -Id full -Mode Mapped -ApiFormat OpenAIChat -BaseUri https://full.example.com/v1 -ApiKey (Get-Key) -Notes "=cmd|' /C calc'!A0`nsecond line" `
                -Header @{ 'x-team' = 'red; "blue"' } -Website https://example.com/ -Fallback direct -CoworkEgressAllowedHost '*.example.com', 'b;c' -KeepModeChooser -Route @(
                (New-CDModelRoute -Role Sonnet -Model deep-pro -DisplayName '+Deep' -Supports1M)
                (New-CDModelRoute -Role Haiku -Model deep-flash))
            $null = New-CDProvider -Name '-Direct' -Id direct -BaseUri https://direct.example.com -Model claude-sonnet-5, anthropic/claude-opus-5 -AuthScheme XApiKey -ApiKey (Get-Key 'sk-canary-9876543210fedcba')
            $null = New-CDProvider -Name "'quoted" -Id odd -Mode Mapped -BaseUri https://odd.example.com -AuthScheme None -Route @(
                (New-CDModelRoute -Role Opus -Model a -RouteId claude-opus-9)
                (New-CDModelRoute -Role Sonnet -Model b))
        }
        function Get-Said { Get-CDProvider | Where-Object { -not $_.IsOfficial } | Select-Object * -ExcludeProperty KeyHint, IsActive | ConvertTo-Json -Depth 6 }
        function New-List($Rows, [string] $Name = 'list.json') {
            $path = Join-Path $TestDrive ([guid]::NewGuid().ToString('N')) $Name
            (New-Item $path -Force -Value $(if ($Rows -is [string]) { $Rows } else { ConvertTo-Json @($Rows) -Depth 9 })).FullName
        }
        $phrase = Get-Key 'correct horse battery'
    }
    BeforeEach { $root = New-TestHome }

    It 'come back as they were: <_>' -ForEach 'list.json', 'list.csv' {
        New-Samples
        $before = Get-Said
        $file = Join-Path $TestDrive ([guid]::NewGuid()) $_
        Export-CDProvider $file | Should -BeNullOrEmpty
        $null = New-TestHome
        $done = Import-CDProvider $file
        $done.Outcome | Should -Be Imported, Imported, Imported
        Get-Said | Should -Be $before
        $done[0].Reason | Should -BeLike '*Set-CDProvider full -ApiKey*'
        $done[2].Reason | Should -BeNullOrEmpty
        (Get-CDProvider -Id full).KeyHint | Should -BeNullOrEmpty
        (Import-CDProvider $file).Outcome | Should -Be Kept, Kept, Kept
        (Import-CDProvider $file -Force).Outcome | Should -Be Updated, Updated, Updated
        Get-Said | ConvertFrom-Json | Select-Object * -ExcludeProperty UpdatedAt | ConvertTo-Json -Depth 6 | Should -Be ($before | ConvertFrom-Json | Select-Object * -ExcludeProperty UpdatedAt | ConvertTo-Json -Depth 6)
    }

    It 'come back through <What>' -ForEach @(
        @{ What = 'Export-CDProvider -Format Csv and ConvertFrom-Csv'; Pass = { Export-CDProvider -Format Csv | ConvertFrom-Csv } }
        @{ What = 'Import-Csv'; Pass = { $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"; Export-CDProvider $file -Delimiter ';'; Import-Csv $file -Delimiter ';' } }
        @{ What = 'ConvertTo-Json and ConvertFrom-Json'; Pass = { Get-CDProvider | ConvertTo-Json -Depth 6 | ConvertFrom-Json | Where-Object Id -NE claude-desktop-official } }
        @{ What = 'a filter over the objects themselves'; Pass = { Get-CDProvider | Where-Object { -not $_.IsOfficial } } }
        @{ What = 'a text and a file of it'; Pass = { Get-Item (New-List ([string](Export-CDProvider))) } }
        @{ What = 'a spreadsheet with semicolons'; Pass = { $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"; Export-CDProvider $file -Delimiter ';'; Get-Item $file } }
        @{ What = 'UTF-16'; Pass = { $file = Join-Path $TestDrive "$([guid]::NewGuid()).csv"; Export-CDProvider -Format Csv | Set-Content $file -Encoding unicode; Get-Item $file } }
    ) {
        New-Samples
        $before = Get-Said
        $piped = & $Pass
        $null = New-TestHome
        ($piped | Import-CDProvider).Outcome | Should -Be Imported, Imported, Imported
        Get-Said | Should -Be $before
    }

    It 'hold no formula that a spreadsheet would run' {
        New-Samples
        foreach ($cell in (Export-CDProvider -Format Csv | ConvertFrom-Csv).ForEach{ $_.PSObject.Properties.Value }) { $cell | Should -Not -Match '^\s*[=+\-@\t\r]' }
    }

    It 'name what is chosen, and never the official provider' {
        New-Samples
        (Export-CDProvider -Id odd | ConvertFrom-Json).providers.id | Should -Be odd
        (Get-CDProvider | Where-Object Id -NE odd | Export-CDProvider | ConvertFrom-Json).providers.id | Should -Be full, direct
        (Export-CDProvider -Name '*uoted' | ConvertFrom-Json).providers.id | Should -Be odd
        { Export-CDProvider -Id nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderNotFound,*'
    }

    It 'replace a file unless told otherwise, and are the user''s alone' {
        New-Samples
        $file = New-List '"mine"'
        { Export-CDProvider $file -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'ExportTargetExists,*'
        Get-Content $file | Should -Be '"mine"'
        Set-ItemProperty $file IsReadOnly $true
        { Export-CDProvider $file -ErrorAction Stop } | Should -Throw -ErrorId 'FileReadOnly,*'
        Export-CDProvider $file -Force
        (Get-Content $file -Raw | ConvertFrom-Json).providers.Count | Should -Be 3
        if (-not $IsWindows) { (Get-Item $file).UnixMode | Should -Be '-rw-------' }
    }

    It 'hold no key' {
        New-Samples
        $shown = (Export-CDProvider) + (Export-CDProvider -Format Csv)
        "$shown" | Should -Not -Match 'sk-'
    }

    It 'hold keys under a passphrase, and give them back' {
        New-Samples
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        Export-CDProvider $file -IncludeSecret -Passphrase $phrase
        $text = Get-Content $file -Raw
        $text | Should -Not -Match 'canary|correct horse'
        $null = New-TestHome
        $shown = Import-CDProvider $file -Passphrase $phrase -Verbose *>&1
        ($shown | Format-List * | Out-String) | Should -Not -Match 'sk-canary'
        (Get-CDProvider -Id direct).KeyHint | Should -Be '…dcba'
        $again = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        Export-CDProvider $again -IncludeSecret -Passphrase $phrase
        (Get-Content $again -Raw) | Should -Not -Be $text -Because 'salt and start are random'
    }

    It 'are sealed as any other program can check' {
        New-Samples
        $sealed = (Export-CDProvider -IncludeSecret -Passphrase $phrase | ConvertFrom-Json).keys
        $salt, $iv, $data, $mac = 'salt', 'iv', 'data', 'mac' | ForEach-Object { , [Convert]::FromBase64String($sealed.$_) }
        $master = [Security.Cryptography.Rfc2898DeriveBytes]::Pbkdf2('correct horse battery', $salt, $sealed.iterations, [Security.Cryptography.HashAlgorithmName]::SHA256, 32)
        $encryption = [Security.Cryptography.HMACSHA256]::HashData($master, [Text.Encoding]::ASCII.GetBytes('ClaudeDesktop list encryption'))
        $authentication = [Security.Cryptography.HMACSHA256]::HashData($master, [Text.Encoding]::ASCII.GetBytes('ClaudeDesktop list authentication'))
        [byte[]] $covered = [Text.Encoding]::ASCII.GetBytes('ClaudeDesktop list 1') + [BitConverter]::GetBytes([int]$sealed.iterations) + $salt + $iv + $data
        [Convert]::ToHexString([Security.Cryptography.HMACSHA256]::HashData($authentication, $covered)) | Should -Be ([Convert]::ToHexString($mac))
        $aes = [Security.Cryptography.Aes]::Create(); $aes.Key = $encryption
        $keys = [Text.Encoding]::UTF8.GetString($aes.DecryptCbc($data, $iv)) | ConvertFrom-Json
        $keys.direct.key | Should -Be sk-canary-9876543210fedcba
        $sealed.iterations | Should -BeGreaterOrEqual 600000
    }

    It 'are refused whole with another passphrase, or where a bit of the keys was changed' {
        New-Samples
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        Export-CDProvider $file -IncludeSecret -Passphrase $phrase
        $list = Get-Content $file -Raw | ConvertFrom-Json
        $mac = [Convert]::FromBase64String($list.keys.mac); $mac[31] = $mac[31] -bxor 1; $list.keys.mac = [Convert]::ToBase64String($mac)
        $changed = New-List ($list | ConvertTo-Json -Depth 9)
        $null = New-TestHome
        { Import-CDProvider $file -Passphrase (Get-Key 'correct horse batterz') -ErrorAction Stop } | Should -Throw -ErrorId 'PassphraseWrong,*'
        { Import-CDProvider $changed -Passphrase $phrase -ErrorAction Stop } | Should -Throw -ErrorId 'PassphraseWrong,*'
        (Get-CDProvider).Count | Should -Be 1
        $list.keys.iterations = 2000000000
        { Import-CDProvider (New-List ($list | ConvertTo-Json -Depth 9)) -Passphrase $phrase -ErrorAction Stop } | Should -Throw -ErrorId 'ImportSourceUnreadable,*'
    }

    It 'come without their keys where no passphrase is given, and with them by force later' {
        New-Samples
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        Export-CDProvider $file -IncludeSecret -Passphrase $phrase -Id direct
        $null = New-TestHome
        (Import-CDProvider $file).Reason | Should -BeLike '*-Passphrase*'
        (Import-CDProvider $file -Force -Passphrase $phrase).Provider.KeyHint | Should -Be '…dcba'
    }

    It 'give no key to an address that was changed in the open part' {
        New-Samples
        $text = Export-CDProvider -Id direct -IncludeSecret -Passphrase $phrase
        $null = New-TestHome
        $done = Import-CDProvider (New-List $text.Replace('direct.example.com', 'evil.example.com')) -Passphrase $phrase
        $done.Reason | Should -BeLike '*address was changed*'
        $done.Provider.KeyHint | Should -BeNullOrEmpty
    }

    It 'turn no key that is kept to another host, even by force' {
        New-Samples
        $done = [pscustomobject]@{ Id = 'direct'; BaseUri = 'https://evil.example.com' } | Import-CDProvider -Force
        $done.Outcome | Should -Be Skipped
        $done.Reason | Should -BeLike '*direct.example.com*evil.example.com*'
        (Get-CDProvider -Id direct).BaseUri | Should -Be 'https://direct.example.com/'
    }

    It 'put keys neither into CSV nor under no or a short passphrase' {
        { Export-CDProvider -IncludeSecret -Format Csv -Passphrase $phrase } | Should -Throw -ErrorId 'SecretNeedsJson,*'
        { Export-CDProvider x.csv -IncludeSecret -Passphrase $phrase } | Should -Throw -ErrorId 'SecretNeedsJson,*'
        { Export-CDProvider -IncludeSecret } | Should -Throw -ErrorId 'PassphraseMissing,*'
        { Export-CDProvider -IncludeSecret -Passphrase (Get-Key short) } | Should -Throw -ErrorId 'PassphraseMissing,*'
    }

    It 'name where a key lies, and never what it is, there and back: <_>' -ForEach 'list.json', 'list.csv' {
        $env:CD_LIST_KEY = 'sk-canary-of-the-variable-0123456789'
        $added = @(
            New-CDProvider -Name One -BaseUri https://one.example.com -ApiKeyFromEnvironment CD_LIST_KEY
            New-CDProvider -Name Two -BaseUri https://two.example.com -VaultName work -SecretName 'a/b c'
            New-CDProvider -Name Three -BaseUri https://three.example.com -SecretName any
        )
        $file = Join-Path $TestDrive ([guid]::NewGuid()) $_
        Export-CDProvider $file
        [IO.File]::ReadAllText($file) | Should -Not -Match 'sk-canary'
        $null = New-TestHome
        $done = Import-CDProvider $file
        $done.Outcome | Should -Be Imported, Imported, Imported
        $done.Provider.KeySource.ForEach{ "$_" } | Should -Be env:CD_LIST_KEY, 'vault:work/a/b c', 'vault:*/any'
        $done.Provider.KeySource | Should -Be $added.KeySource
        $done[0].Reason | Should -BeLike '*read from env:CD_LIST_KEY here, and sent to one.example.com*'
        Join-Path $env:CLAUDEDESKTOP_HOME secrets.json | Should -Not -Exist
        (Get-CDProvider | Where-Object { -not $_.IsOfficial } | Import-CDProvider -Force).Provider.KeySource | Should -Be $added.KeySource
        (Get-CDProvider | ConvertTo-Json -Depth 6 | ConvertFrom-Json | Where-Object Id -NE claude-desktop-official | Import-CDProvider -Force).Provider.KeySource | Should -Be $added.KeySource
        $env:CD_LIST_KEY = $null
    }

    It 'send what lies in a variable or a vault to no other host, even by force' {
        $null = New-CDProvider -Name One -BaseUri https://one.example.com -ApiKeyFromEnvironment PATH
        $done = [pscustomobject]@{ id = 'one'; baseUri = 'https://evil.example.com' } | Import-CDProvider -Force
        $done.Outcome | Should -Be Skipped
        (Get-CDProvider One).BaseUri.Host | Should -Be one.example.com
    }

    It 'take no key''s place that is none: <_>' -ForEach 'sk-0123456789abcdef', 'env:', 'env:A=B', "env:A`nB", 'vault:work', 'vault:work/', 7, @{ a = 1 } {
        $done = [pscustomobject]@{ id = 'one'; baseUri = 'https://one.example.com'; keySource = $_ } | Import-CDProvider
        $done.Outcome | Should -Be Skipped
        $done.Reason | Should -BeLike "*'keySource' is not *"
        $done.Reason | Should -Not -Match '0123456789'
    }

    It 'do not say whom to trust' {
        $null = New-CDProvider -Name One -Mode Mapped -BaseUri https://one.example.com -ApiKey (Get-Key)
        $done = [pscustomobject]@{ id = 'one'; baseUri = 'https://one.example.com'; mode = 'Mapped'; proxy = 'http://evil.example.com:3128'; certificateThumbprint = 'A' * 64 } | Import-CDProvider -Force
        $done.Reason | Should -BeLike '*must not choose whom this machine trusts: proxy, certificateThumbprint*'
        $one = Get-CDProvider One
        $one.Proxy | Should -BeNullOrEmpty
        $one.CertificateThumbprint | Should -BeNullOrEmpty
    }

    It 'change with -Force what a row names, and nothing else' {
        New-Samples
        $done = [pscustomobject]@{ Id = 'full'; Notes = 'new'; HaikuModel = 'other'; SonnetModel = 'first' } | Import-CDProvider -Force
        $done.Outcome | Should -Be Updated
        $full = Get-CDProvider -Id full
        $full.Notes | Should -Be new
        $full.Routes.Model | Should -Be first, other
        $full.Headers['x-team'] | Should -Be 'red; "blue"'
        $full.KeyHint | Should -Be '…cdef'
    }

    It 'can be typed by hand in a spreadsheet' {
        $file = New-List "Name,BaseUri,SonnetModel,SonnetSupports1M,Headers,Colour,ApiKey`nKimi,https://kimi.example.com,k2,TRUE,x-team=red; x-cost=7,blue,sk-secret-0123456789`n" list.csv
        $done = Import-CDProvider $file
        $done.Outcome | Should -Be Imported
        $done.Id | Should -Be kimi
        $done.Provider.Mode | Should -Be Mapped
        $done.Provider.Routes[0].Supports1M | Should -BeTrue
        $done.Provider.Headers['x-cost'] | Should -Be 7
        $done.Reason | Should -BeLike '*Colour, ApiKey*no key in clear text*'
        $done.Reason | Should -Not -BeLike '*sk-secret*'
        $done.Provider.KeyHint | Should -BeNullOrEmpty
    }

    It 'are not stopped by <What>, which is skipped with the reason' -ForEach $hostile {
        $good = @{ id = 'good'; baseUri = 'https://good.example.com' }
        $done = Import-CDProvider (New-List @($Row, $good))
        $done.Outcome | Should -Be Skipped, Imported
        $done[0].Reason | Should -BeLike $Why
        $done[0].Provider | Should -BeNullOrEmpty
        (Get-CDProvider).Id | Should -Be claude-desktop-official, good
        $shown = $done[0] | Select-Object Id, Name, Reason, Source | ConvertTo-Json -EscapeHandling Default
        $shown | Should -Not -Match '\\u00[01]|\\u202e|sk-secret'
        Get-ChildItem $root -Recurse -File | Should -HaveCount 2 -Because 'the store and its lock are all there is'
    }

    It 'skip what is no object, and the second of two with one id' {
        $done = Import-CDProvider (New-List '[7, "x", null, {"id":"a","baseUri":"https://a.example.com"}, {"id":"a","baseUri":"https://b.example.com"}, {"id":"\ud800"}]')
        $done.Outcome | Should -Be Skipped, Skipped, Skipped, Imported, Skipped, Skipped
        $done[4].Reason | Should -BeLike '*same id*'
        (Get-CDProvider -Id a).BaseUri | Should -Be 'https://a.example.com/'
    }

    It 'are refused whole, with the file''s name, where they are <What>' -ForEach @(
        @{ What = 'no JSON'; Make = { New-List '{"providers":[' } }
        @{ What = 'too deep'; Make = { New-List (('[' * 5000) + (']' * 5000)) } }
        @{ What = 'a number'; Make = { New-List '7' } }
        @{ What = 'not text'; Make = { $path = New-List 'x'; [IO.File]::WriteAllBytes($path, [byte[]](0x7B, 0xFF, 0xFE, 0x80)); $path } }
        @{ What = 'of a newer version'; Make = { New-List '{"format":"ClaudeDesktop.Providers","version":2,"providers":[]}' } }
        @{ What = '100 MB'; Make = { $path = New-List 'x'; $stream = [IO.File]::OpenWrite($path); $stream.SetLength(100MB); $stream.Dispose(); $path } }
        @{ What = 'a table with an open quotation mark'; Make = { New-List "Id,Name`n`"a,b`n" list.csv } }
        @{ What = 'a table with a column twice'; Make = { New-List "Id,id`na,b`n" list.csv } }
    ) {
        $path = & $Make
        $failure = { Import-CDProvider $path -ErrorAction Stop } | Should -Throw -ErrorId 'ImportSourceUnreadable,*' -PassThru
        $failure.Exception.Message | Should -BeLike "*$([IO.Path]::GetFileName($path))*"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (Get-CDProvider).Count | Should -Be 1
    }

    It 'say where there is none, and go on with the next' {
        $good = New-List @(@{ id = 'good'; baseUri = 'https://good.example.com' })
        $done = Import-CDProvider -LiteralPath (Join-Path $TestDrive nowhere.json), $good -ErrorVariable failures -ErrorAction SilentlyContinue
        $done.Outcome | Should -Be Imported
        $failures.FullyQualifiedErrorId | Should -BeLike 'ImportSourceMissing,*'
    }

    It 'are counted on the screen while they are many' {
        function Watch([int] $Rows) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module `$env:CLAUDEDESKTOP_TEST_MODULE; 1..$Rows | ForEach-Object { [pscustomobject]@{ Id = `"w`$_`"; BaseUri = `"https://w`$_.example.com`" } } | Import-CDProvider").Invoke()
            $shell.Streams.Progress | Where-Object Activity -EQ 'Importing providers'
            $shell.Dispose()
        }
        $shown = @(Watch 250)
        $shown.StatusDescription | Should -Be '100 read', '200 read', 'Writing 250 providers', 'Done'
        $shown[-1].RecordType | Should -Be Completed
        $null = New-TestHome
        Watch 20 | Should -BeNullOrEmpty
    }

    It 'are written in one go: a thousand rows make one write' {
        1..1000 | ForEach-Object { [pscustomobject]@{ Id = "p$_"; BaseUri = "https://p$_.example.com" } } | Import-CDProvider | Group-Object Outcome | Select-Object -ExpandProperty Count | Should -Be 1000
        (Get-CDProvider).Count | Should -Be 1001
    }
}

Describe 'Get-CDProvider with many providers' {
    BeforeAll { . $PSScriptRoot/common.ps1 }

    It 'gives the first before it reads the last' {
        $root = New-TestHome
        $rows = (1..50 | ForEach-Object { "{`"id`":`"p$_`",`"baseUri`":`"https://p$_.example.com`"}" }) + '{"id":"last","mode":"Sideways"}'
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Value "{ `"providers`": [ $($rows -join ', ') ] }"
        Get-CDProvider -ErrorAction Stop | Select-Object -First 3 | ForEach-Object Id | Should -Be claude-desktop-official, p1, p2
        $all = Get-CDProvider -ErrorVariable failures -ErrorAction SilentlyContinue
        $all.Count | Should -Be 51
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'FileUnreadable,*'
        $failures[0].Exception.Message | Should -BeLike "*'last'*"
    }
}
