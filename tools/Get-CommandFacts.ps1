#Requires -Version 7.4
<#
.SYNOPSIS
Says as JSON what PowerShell knows of a built module's cmdlets: the parts of docs/cmdlets that follow from the code.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The folder of the built module, with its manifest.
    [Parameter(Mandatory)]
    [string] $ModulePath
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$manifest = Get-ChildItem -LiteralPath $ModulePath -Filter *.psd1 | Select-Object -First 1
$module = Import-Module $manifest.FullName -PassThru
$common = [Management.Automation.PSCmdlet]::CommonParameters
$all = [Management.Automation.ParameterAttribute]::AllParameterSets

function Get-TypeName([type] $Type) { if ($Type -eq [void]) { 'None' } else { $Type.ToString() } }

function Get-ParameterFact($Parameter, $Command) {
    $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
    $element = $type.IsArray ? $type.GetElementType() : $type
    $attributes = @($Parameter.Attributes.Where({ $_ -is [Management.Automation.ParameterAttribute] }))
    $set = $Parameter.Attributes.Where({ $_ -is [Management.Automation.ValidateSetAttribute] })
    [ordered]@{
        name              = $Parameter.Name
        type              = $Parameter.ParameterType.ToString()
        supportsWildcards = [bool] $Parameter.Attributes.Where({ $_ -is [Management.Automation.SupportsWildcardsAttribute] })
        aliases           = @($Parameter.Aliases)
        parameterSets     = @(
            foreach ($info in $Command.ParameterSets) {
                $in = $info.Parameters | Where-Object Name -EQ $Parameter.Name
                if (-not $in -or ($Parameter.ParameterSets.ContainsKey($all) -and $info -ne $Command.ParameterSets[0])) { continue }
                [ordered]@{
                    name                            = $Parameter.ParameterSets.ContainsKey($all) ? '(All)' : $info.Name
                    position                        = $in.Position -lt 0 ? 'Named' : "$($in.Position)"
                    isRequired                      = $in.IsMandatory
                    valueFromPipeline               = $in.ValueFromPipeline
                    valueFromPipelineByPropertyName = $in.ValueFromPipelineByPropertyName
                    valueFromRemainingArguments     = $in.ValueFromRemainingArguments
                }
            }
        )
        dontShow          = $attributes.DontShow -contains $true
        acceptedValues    = @(if ($set) { $set[0].ValidValues } elseif ($element.IsEnum) { [enum]::GetNames($element) })
        helpMessage       = "$($attributes.HelpMessage | Where-Object { $_ } | Select-Object -First 1)"
    }
}

# The list differs between versions of PowerShell, and the pages should not.
$commonText = @(
    'This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,'
    '-InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,'
    '-ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see'
    '[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).'
)

$facts = foreach ($command in Get-Command -Module $module.Name) {
    $parameters = @($command.Parameters.Values | Where-Object { $_.Name -notin $common })
    $piped = @($parameters | Where-Object { $_.ParameterSets.Values.ValueFromPipeline -contains $true } | ForEach-Object { Get-TypeName ($_.ParameterType.IsArray ? $_.ParameterType.GetElementType() : $_.ParameterType) } | Sort-Object -Unique)
    [ordered]@{
        name             = $command.Name
        module           = $module.Name
        helpFile         = $command.HelpFile
        helpUri          = $command.HelpUri
        syntax           = @($command.ParameterSets | ForEach-Object { [ordered]@{ set = $_.Name; isDefault = $_.IsDefault; line = "$_" } })
        parameters       = @($parameters | ForEach-Object { Get-ParameterFact $_ $command })
        commonParameters = $commonText
        inputs           = @($piped.Count -gt 0 ? $piped : 'None')
        outputs          = @($command.OutputType | ForEach-Object { Get-TypeName $_.Type } | Select-Object -Unique)
    }
}
ConvertTo-Json @($facts) -Depth 8
