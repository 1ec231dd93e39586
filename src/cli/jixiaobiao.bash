# Completion of jixiaobiao for bash. Options are those that its own help tells of, forms those that
# it lists.
_jixiaobiao() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]} IFS=$'\n'
    local commands=$'render\ncheck\nnew\nschema\nfmt\nshow\nforms\nfonts\nextract'
    COMPREPLY=()
    case $before in
    --form | new | schema)
        mapfile -t COMPREPLY < <(compgen -W "书"$'\n'"$("$program" forms 2>/dev/null | sed -n 's/（[^（]*）$//; /^[^ ]/p')" -- "$word")
        return ;;
    --dump) mapfile -t COMPREPLY < <(compgen -W $'tree\ndocument\ngrid\nplan\nscene' -- "$word") && return ;;
    --fit) mapfile -t COMPREPLY < <(compgen -W $'最少页\n至多1页\n至多2页\n均衡\n不用' -- "$word") && return ;;
    --pdfa) mapfile -t COMPREPLY < <(compgen -W $'1a\n2a\n3a\nnone' -- "$word") && return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W $'text\njson\nsarif' -- "$word") && return ;;
    --diagnostics) mapfile -t COMPREPLY < <(compgen -W $'text\njson' -- "$word") && return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$("$program" --help | grep -o -E -e '--[a-z][a-z-]+' | sort -u)" -- "$word")
    elif ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        compopt -o filenames 2>/dev/null
    fi
}
complete -F _jixiaobiao jixiaobiao
