# Sourced by run: what a bare machine lacks. Debian packages are optional extras and never fail the run without a network.

install_debian() {
  local missing=()
  command -v git >/dev/null || missing+=(git)
  command -v curl >/dev/null || missing+=(curl ca-certificates)
  command -v ffmpeg >/dev/null || missing+=(ffmpeg)
  ldconfig -p | grep -q 'libstdc++\.so\.6' || missing+=(libstdc++6)
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "missing: ${missing[*]}"
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" \
      || echo 'they could not be installed; going on without'
  fi
  return 0
}

install_dotnet() {
  local home="${DOTNET_ROOT:-$HOME/.dotnet}"
  PATH="$home:$PATH"
  if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    curl -fsSL https://dot.net/v1/dotnet-install.sh -o "$work/dotnet-install.sh" && bash "$work/dotnet-install.sh" --channel 10.0 --install-dir "$home"
  fi
  dotnet --list-sdks | grep '^10\.'
}
