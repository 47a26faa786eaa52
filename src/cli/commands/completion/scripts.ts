import type { Shell } from './completion-values.js';

/**
 * The scripts that users' shells load; the first line says how. Each calls `cf-aig __complete -- <words>`, which prints
 * one candidate per line, optionally followed by a tab and a description. The line `:files` means a path.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for cf-aig; load it with: source <(cf-aig completion bash)
_cf_aig() {
  local line="\${COMP_LINE:0:COMP_POINT}" word="\${COMP_WORDS[COMP_CWORD]}"
  local words current prefix candidate about IFS=$' \\t\\n'
  read -ra words <<<"$line"
  case "$line" in *[[:space:]]) words+=("") ;; esac
  current="\${words[\${#words[@]}-1]}"
  # bash also breaks words at = : and @, and replaces only the part after the last of them.
  case "$word" in [=:@]*) word="\${word#[=:@]}" ;; esac
  prefix="\${current%"$word"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate about; do
    if [ "$candidate" = ":files" ]; then
      compopt -o default 2>/dev/null
      return
    fi
    COMPREPLY+=("\${candidate#"$prefix"}")
  done < <("$1" __complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _cf_aig cf-aig
`,
  zsh: `#compdef cf-aig
# zsh completion for cf-aig; load it with: source <(cf-aig completion zsh)
_cf_aig() {
  local -a lines described
  local line
  lines=("\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ "\${lines[1]}" == ":files" ]]; then
    _files
    return
  fi
  for line in $lines; do
    described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe 'cf-aig' described
}
if [[ "\${funcstack[1]}" == "_cf_aig" ]]; then
  _cf_aig "$@"
else
  compdef _cf_aig cf-aig
fi
`,
  fish: `# fish completion for cf-aig; load it with: cf-aig completion fish | source
function __cf_aig_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l lines ($words[1] __complete -- $words[2..-1] 2>/dev/null)
    if test "$lines[1]" = ":files"
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $lines
    end
end
complete -c cf-aig -f -a '(__cf_aig_complete)'
`,
  powershell: `# PowerShell completion for cf-aig; load it with: cf-aig completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName cf-aig -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    # PowerShell drops empty arguments; pass two quotes instead.
    if ($wordToComplete -eq '') { $words += '""' }
    cf-aig __complete -- @words 2>$null | ForEach-Object {
        $value, $about = $_ -split "\`t", 2
        if ($value -ne ':files') {
            if (-not $about) { $about = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
        }
    }
}
`,
};
