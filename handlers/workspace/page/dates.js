// Times as a European reader writes them, and Slack's <!date> tokens. Slack's ts is seconds since 1970, as text.

const LOCALE = "en-GB";
const clockFormat = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const secondsFormat = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const yearFormat = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const longFormat = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const shortFormat = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });

const moment = (ts) => new Date(Number(ts) * 1000);
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** Days between two dates by the calendar, not by 24 hours. */
function daysAgo(date) {
  return Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
}

export const clock = (ts) => clockFormat.format(moment(ts));
export const exact = (ts) => `${yearFormat.format(moment(ts))}, ${secondsFormat.format(moment(ts))}`;
export const iso = (ts) => moment(ts).toISOString();
export const dayKey = (ts) => midnight(moment(ts)).getTime();

/** The heading of a day in a conversation. */
export function dayLabel(ts) {
  const date = moment(ts);
  const days = daysAgo(date);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return (date.getFullYear() === new Date().getFullYear() ? dayFormat : yearFormat).format(date);
}

/** "14:05" today, "12 Nov, 14:05" earlier: for reply counts. */
export function brief(ts) {
  return daysAgo(moment(ts)) === 0 ? clock(ts) : `${shortFormat.format(moment(ts))}, ${clock(ts)}`;
}

function pretty(date, otherwise) {
  return { 0: "today", 1: "yesterday", [-1]: "tomorrow" }[daysAgo(date)] ?? otherwise;
}

const TOKENS = {
  date_num: (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-"),
  date: (date) => longFormat.format(date),
  date_short: (date) => shortFormat.format(date),
  date_long: (date) => yearFormat.format(date),
  date_pretty: (date) => pretty(date, longFormat.format(date)),
  date_short_pretty: (date) => pretty(date, shortFormat.format(date)),
  date_long_pretty: (date) => pretty(date, yearFormat.format(date)),
  time: (date) => clockFormat.format(date),
  time_secs: (date) => secondsFormat.format(date),
};

/** Slack's date format string filled in; null when the seconds are no number or a token is unknown: use the fallback. */
export function slackDate(seconds, format) {
  if (!/^-?\d+$/.test(String(seconds))) return null;
  const date = moment(seconds);
  let known = !Number.isNaN(date.getTime());
  const text = String(format).replace(/\{(\w+)\}/g, (whole, token) => {
    if (token in TOKENS && known) return TOKENS[token](date);
    known = false;
    return whole;
  });
  return known ? text : null;
}
