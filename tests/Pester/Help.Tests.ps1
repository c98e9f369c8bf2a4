# The help that ships is made of docs/cmdlets and docs/about: see CONTRIBUTING.md.
BeforeDiscovery {
    $cmdlets = (Import-PowerShellDataFile $env:CLAUDEDESKTOP_TEST_MODULE).CmdletsToExport | ForEach-Object { @{ Cmdlet = $_ } }
    $topics = Get-ChildItem (Join-Path $PSScriptRoot '../../docs/about') -Filter about_*.md | ForEach-Object { @{ Topic = $_.BaseName } }
}

Describe 'The help' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $docs = Convert-Path (Join-Path $PSScriptRoot '../../docs')
        $remedy = 'CLAUDEDESKTOP_WRITE_DOCS=1 pwsh -File build.ps1 -Task Test -Filter Help writes into docs/cmdlets what follows from the code, and makes a page to fill in where one is missing; then build again'
        $project = Join-Path $PSScriptRoot '../../tools/HelpBuilder'
        $find = { Get-ChildItem "$project/bin/*/net10.0/ClaudeDesktop.HelpBuilder.dll" -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName }
        if (-not (& $find)) { $null = dotnet build $project --nologo --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=false }
        $builder = & $find
        $common = [Management.Automation.PSCmdlet]::CommonParameters
        function Get-Text($Paragraphs) { "$(@($Paragraphs).Text)".Trim() }
        function Get-Usual($Command) { $Command.Parameters.Values | Where-Object Name -NotIn $common }
    }

    It 'has a page for each cmdlet of the manifest, and no other; so has the shell' {
        $manifest = (Import-PowerShellDataFile $env:CLAUDEDESKTOP_TEST_MODULE).CmdletsToExport | Sort-Object
        (Get-Command -Module ClaudeDesktop).Name | Sort-Object | Should -Be $manifest
        if ($env:CLAUDEDESKTOP_WRITE_DOCS -ne '1') {
            $pages = (Get-ChildItem (Join-Path $docs cmdlets) -Filter *.md).BaseName | Sort-Object
            $missing = $manifest | Where-Object { $_ -notin $pages } | ForEach-Object { "docs/cmdlets/$_.md is missing" }
            $spare = $pages | Where-Object { $_ -notin $manifest } | ForEach-Object { "docs/cmdlets/$_.md is about no cmdlet: delete it" }
            @($missing) + @($spare) | Should -BeNullOrEmpty -Because $remedy
        }
    }

    It 'has pages whose syntax and tables are what the code says' {
        $isWriting = $env:CLAUDEDESKTOP_WRITE_DOCS -eq '1'
        $target = if ($isWriting) { $docs } else { Join-Path $TestDrive docs }
        if (-not $isWriting) { Copy-Item -LiteralPath $docs -Destination $target -Recurse }
        $facts = Join-Path $TestDrive facts.json
        & (Join-Path $PSScriptRoot '../../tools/Get-CommandFacts.ps1') -ModulePath (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) | Set-Content -LiteralPath $facts
        $said = & dotnet $builder refresh $target $facts 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $said
        $behind = Get-ChildItem (Join-Path $target cmdlets) -Filter *.md | Where-Object {
            $page = Join-Path $docs cmdlets $_.Name
            -not (Test-Path $page) -or ([IO.File]::ReadAllText($page) -replace '\r\n', "`n") -cne [IO.File]::ReadAllText($_.FullName)
        } | ForEach-Object { "docs/cmdlets/$($_.Name) is behind the code" }
        $behind | Should -BeNullOrEmpty -Because $remedy
    }

    It 'of <Cmdlet> says what it does, what each parameter is for, and has three examples or more' -ForEach $cmdlets {
        $help = Get-Help $Cmdlet -Full
        $help.ModuleName | Should -Be ClaudeDesktop
        $lacking = @(
            if ($help.Synopsis -notmatch '^[A-Z].*\.$') { 'the synopsis' }
            if ((Get-Text $help.description).Length -lt 40) { 'the description' }
            foreach ($parameter in $help.parameters.parameter) { if ((Get-Text $parameter.description).Length -lt 10) { "-$($parameter.name)" } }
            foreach ($value in @($help.inputTypes.inputType) + @($help.returnValues.returnValue)) { if (-not (Get-Text $value.description)) { $value.type.name } }
            if (@($help.examples.example | Where-Object code).Count -lt 3) { 'three examples' }
            if (($help | Out-String -Width 200) -match '\{\{[^}]*\}\}') { $Matches[0] }
        )
        $lacking | Should -BeNullOrEmpty -Because "docs/cmdlets/$Cmdlet.md must say it. $remedy"
        $help.relatedLinks.navigationLink[0].uri | Should -Be (Get-Command $Cmdlet).HelpUri
    }

    It 'of <Cmdlet> shows the syntax and the parameters that PowerShell finds' -ForEach $cmdlets {
        $command = Get-Command $Cmdlet
        $help = Get-Help $Cmdlet -Full
        $help.parameters.parameter.name | Where-Object { $_ } | Sort-Object | Should -Be ((Get-Usual $command).Name | Sort-Object)
        foreach ($shown in $help.parameters.parameter | Where-Object name) {
            $parameter = $command.Parameters[$shown.name]
            $shown.type.name | Should -Be $parameter.ParameterType.ToString() -Because $shown.name
            $shown.globbing | Should -Be "$([bool]$parameter.Attributes.Where({ $_ -is [Management.Automation.SupportsWildcardsAttribute] }))".ToLowerInvariant()
            $ways = @(if ($parameter.ParameterSets.Values.ValueFromPipeline -contains $true) { 'ByValue' }; if ($parameter.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' })
            $shown.pipelineInput | Should -Be ($ways ? "True ($($ways -join ', '))" : 'False') -Because $shown.name
        }

        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        $lines = { param($parameters) ($parameters | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.IsRequired) $($_.Position)" }) -join '; ' }
        $shownSets = $help.syntax.syntaxItem | ForEach-Object { & $lines ($_.parameter | Where-Object name | ForEach-Object { [pscustomobject]@{ Name = $_.name; IsRequired = $_.required; Position = $_.position } }) }
        $sets = $command.ParameterSets | ForEach-Object { & $lines ($_.Parameters | Where-Object Name -NotIn $common | ForEach-Object { [pscustomobject]@{ Name = $_.Name; IsRequired = "$($_.IsMandatory)".ToLowerInvariant(); Position = $_.Position -lt 0 ? 'Named' : "$($_.Position)" } }) }
        $shownSets | Should -Be $sets
    }

    It 'is not made of a page that <What>, and says where' -ForEach @(
        @{ What = 'lacks a section'; Page = 'Get-CDApp'; From = '## NOTES'; To = '## Remarks'; Says = '*Get-CDApp.md, line 1:*NOTES*Remarks*' }
        @{ What = 'shows an example without code'; Page = 'Get-CDApp'; From = '```powershell'; To = '```text'; Says = '*Get-CDApp.md, *Example 1: *marked as powershell*' }
        @{ What = 'has a parameter without its table'; Page = 'Get-CDPreset'; From = '```yaml'; To = '```text'; Says = '*Get-CDPreset.md, line *yaml block*' }
    ) {
        $source = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory "$source/cmdlets", "$source/about"
        $text = [IO.File]::ReadAllText((Join-Path $docs "cmdlets/$Page.md"))
        [IO.File]::WriteAllText("$source/cmdlets/$Page.md", $text.Replace($From, $To))
        $said = & dotnet $builder build $source "$source/en-US" 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 1
        $said | Should -BeLike $Says
    }

    It 'has the topic <Topic>' -ForEach $topics {
        Join-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE) "en-US/$Topic.help.txt" | Should -Exist
        $found = Get-Help $Topic
        "$found" | Should -BeLike "TOPIC*$Topic*SHORT DESCRIPTION*"
        (Get-Help "$Topic*" | Where-Object Name -EQ $Topic).Synopsis | Should -Match '^[A-Z].*\.$'
    }

    It 'has these topics, among them what each error means' {
        'about_CDErrors', 'about_CDGateway', 'about_CDProvider', 'about_ClaudeDesktop' | ForEach-Object { (Get-Help $_).Length | Should -BeGreaterThan 1000 }
        Get-Help about_CDErrors | Should -BeLike '*UpstreamNoCredit*Add credit*'
    }

    It 'is found in a shell of another language, too' {
        $said = & (Get-Process -Id $PID).Path -NoProfile -Command "[cultureinfo]::CurrentUICulture = 'de-DE'; Import-Module '$env:CLAUDEDESKTOP_TEST_MODULE'; (Get-Help Get-CDApp).Synopsis"
        $said | Should -Be (Get-Help Get-CDApp).Synopsis
    }
}
