# Sourced by run: the programs, run as a user would run them.
pictures=$root/samples/pictures
people=$pictures/soccer.jpg

json() { dotnet "$work/checks/Checks.dll" json "$@"; }

# says NAME PATTERN COMMAND...: the command succeeds and its standard output matches the pattern.
says() {
  local name=$1 pattern=$2
  shift 2
  step "$name" "$@" || return 1
  if ! output | grep -qE "$pattern"; then
    passed=$((passed - 1)) failed=$((failed + 1))
    printf 'FAIL         %s: its output does not match %s\n' "$name" "$pattern"
    output | sed 's/^/    | /'
  fi
}

# says_json NAME QUERY COMMAND...: the whole standard output is one JSON document with a non-empty value at the query.
says_json() {
  local name=$1 query=$2
  shift 2
  step "$name" "$@" || return 1
  output >"$work/document.json"
  step "$name: one JSON document with $query" json "$work/document.json" "$query"
}

# The commands of README's bash blocks, line by line, so that none of them can rot. Blocks that show something else
# (installing from a gallery, C#) are fenced otherwise. The test command also leaves its results as .trx.
readme_commands() {
  awk '/^```bash *$/ { inside = 1; next } /^```/ { inside = 0 } inside && NF && !/^ *#/' README.md | grep -v '\.ci/run' | awk '!seen[$0]++'
}

smoke_readme() {
  local line runs=0 tests=0
  while IFS= read -r line; do
    case $line in
      'dotnet test'*)
        tests=$((tests + 1))
        step "README: $line" bash -c "$line --logger trx --results-directory '$work/trx'"
        output | grep -E '^ *(Failed|Skipped) |^(Passed|Failed)!' | head -n 60 ;;
      *)
        runs=$((runs + 1))
        step "README: $line" bash -c "$line" && output | sed 's/^/    > /' ;;
    esac
  done < <(readme_commands)
  step 'README has one test command and a command that runs' test "$tests" -eq 1 -a "$runs" -ge 1
}

report_tests() {
  local shared=absent counts
  [ -d ../shared ] && shared=present
  step "tests ran; with ../shared ($shared) none was skipped" dotnet "$work/checks/Checks.dll" tests "$work/trx" tests ../shared && output
  counts=$(output | sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' | tail -n 1)
  read -r p f s <<<"${counts:-0 0 0}"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

smoke_cli() {
  local vlm=(dotnet run -c Release --no-build --project src/Vlm.Cli --)
  says 'vlm caption' '[a-z]{3}' "${vlm[@]}" caption "$people"
  output | sed 's/^/    > /'
  says_json 'vlm caption --json' '[0].text' "${vlm[@]}" caption "$people" "$pictures/lake.jpg" --json
  says_json 'vlm caption of a film, --json' '[5].time' "${vlm[@]}" caption samples/videos/bigbuckbunny.mp4 --every 1s --json
  says_json 'vlm ask --json' '[0].answers[0].text' "${vlm[@]}" ask "$people" 'what is the man doing' --json
  says_json 'vlm classify --json' '[0].labels[0].text' "${vlm[@]}" classify "$people" --labels 'a soccer player, a lake' --json
  says_json 'vlm score --json' 'cosine' "${vlm[@]}" score "$people" 'a soccer player' --json
  says_json 'vlm embed text --json' '[0].vector[0]' "${vlm[@]}" embed text 'a soccer player' --json
  says_json 'vlm index --json' 'added' "${vlm[@]}" index "$pictures" --out "$work/photos.vlmindex" --json
  says_json 'vlm search --json' '[0].id' "${vlm[@]}" search "$work/photos.vlmindex" 'a soccer player on a field' --top 3 --json
  says_json 'vlm evaluate human make --json' tasks "${vlm[@]}" evaluate human make --candidates samples/rating/greedy.json samples/rating/beams.json \
    --images "$pictures" --out "$work/rating.html" --json
  says_json 'vlm metrics caption --json' perImage.lake.CIDEr "${vlm[@]}" metrics caption --references samples/evaluation/references.json \
    --candidates samples/rating/greedy.json --json
  says_json 'vlm inspect model --json' . "${vlm[@]}" inspect model --json
  step 'vlm of a missing file exits with 1' bash -c 'dotnet run -c Release --no-build --project src/Vlm.Cli -- caption nowhere.jpg; test $? -eq 1'
  step 'vlm without arguments to a command exits with 2' bash -c 'dotnet run -c Release --no-build --project src/Vlm.Cli -- caption; test $? -eq 2'
}

smoke_samples() {
  local project
  for project in samples/*/*.csproj; do
    says "sample $(basename "$(dirname "$project")")" '[a-z]{3}' dotnet run -c Release --no-build --project "$project" && output | sed 's/^/    > /'
  done
}

# A program outside the repository, with packages of Vlm from the local feed alone; all others come from the cache that
# the restore filled, so that this step needs no network. The version is new in every run: no older package can stand in.
smoke_packages() {
  local version=0.0.0-ci.$(date +%s) feed=$work/feed app=$work/app cache
  cache=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
  step 'pack' env MinVerVersionOverride="$version" dotnet pack Vlm.sln -c Release --no-build -o "$feed" || return
  ls -l "$feed" | awk 'NR > 1 { printf "    > %9d  %s\n", $5, $NF }'
  cp -r .ci/consumer "$app"
  sed -i "s|@version@|$version|" "$app/Consumer.csproj"
  sed -i "s|@feed@|$feed|; s|@packages@|$work/packages|; s|@cache@|$cache|" "$app/nuget.config"
  step 'restore a program outside the repository' dotnet restore "$app" || return
  says 'it captions with the packed model' '[a-z]{3}' env -C "$app" dotnet run --no-restore -c Release -- "$people" && output | sed 's/^/    > /'
  says 'vlm as a dotnet tool' 'caption' bash -c \
    "dotnet tool install Vlm.Cli --tool-path '$work/tool' --version '$version' --configfile '$app/nuget.config' && '$work/tool/vlm' --help"
  says_json 'the tool captions' '[0].text' "$work/tool/vlm" caption "$people" --json
}

smoke_publish() {
  step 'publish vlm' dotnet publish src/Vlm.Cli -c Release -o "$work/publish" || return
  says_json 'the published vlm, from another folder' '[0].text' env -C / "$work/publish/vlm" caption "$people" --json
}
