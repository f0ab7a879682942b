// The few emoji shortcodes that people and the bot use here; any other stays as it was typed.

const EMOJI = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", eyes: "👀", wave: "👋", pray: "🙏", tada: "🎉", bulb: "💡",
  smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌",
  warning: "⚠️", information_source: "ℹ️", question: "❓", exclamation: "❗", no_entry: "⛔", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", calendar: "📆", date: "📅", spiral_calendar_pad: "🗓️", alarm_clock: "⏰", clock3: "🕒",
  newspaper: "📰", page_facing_up: "📄", bookmark: "🔖", books: "📚", link: "🔗", mag: "🔍", pushpin: "📌", bell: "🔔",
  no_bell: "🔕", memo: "📝", scroll: "📜", speech_balloon: "💬", handshake: "🤝", globe_with_meridians: "🌐",
  earth_africa: "🌍", shield: "🛡️", airplane: "✈️", ship: "🚢", satellite: "🛰️", star: "⭐", arrow_right: "➡️",
  arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", small_blue_diamond: "🔹", large_blue_circle: "🔵", red_circle: "🔴",
  white_circle: "⚪", black_circle: "⚫", robot_face: "🤖", sparkles: "✨", rotating_light: "🚨", repeat: "🔁",
  "flag-eu": "🇪🇺", "flag-jp": "🇯🇵", "flag-no": "🇳🇴", "flag-ca": "🇨🇦", "flag-kr": "🇰🇷", "flag-in": "🇮🇳", "flag-us": "🇺🇸",
  "flag-gb": "🇬🇧", "flag-ua": "🇺🇦", "flag-fr": "🇫🇷", "flag-de": "🇩🇪", "flag-au": "🇦🇺", "flag-md": "🇲🇩", "flag-ch": "🇨🇭",
};

/** The character for a shortcode without its colons, or null. */
export function emoji(name) {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : null;
}

/** Plain text with its known shortcodes replaced. */
export function withEmoji(text) {
  return String(text ?? "").replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
}
