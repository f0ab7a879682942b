// The way to the workspace: its page API over HTTP, and its events over a WebSocket that reconnects. No state, no drawing.

const FIRST_WAIT = 300; // milliseconds; doubled up to LONGEST_WAIT
const LONGEST_WAIT = 5000;

async function request(path, init) {
  try {
    const response = await fetch(path, { headers: { "Content-Type": "application/json" }, cache: "no-store", ...init });
    const body = await response.json();
    return response.ok || "ok" in body ? body : { ok: false, error: `http_${response.status}` };
  } catch {
    return { ok: false, error: "unreachable" };
  }
}

const post = (path, body) => request(path, { method: "POST", body: JSON.stringify(body) });

export const api = {
  state: () => request("/client/state"),
  history: (channel, thread) => request(`/client/history?${new URLSearchParams(thread ? { channel, thread_ts: thread } : { channel })}`),
  message: (body) => post("/client/message", body),
  command: (body) => post("/client/command", body),
  action: (body) => post("/client/action", body),
  view: (body) => post("/client/view", body),
  shortcut: (body) => post("/client/shortcut", body),
  reaction: (body) => post("/client/reaction", body),
  options: (body) => post("/client/options", body),
  home: (tab) => post("/client/home", { tab }),
  stop: (body) => post("/client/stop", body),
  file: (place, file) => request(`/client/file?${new URLSearchParams(place)}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file }),
  article: (body) => post("/client/article", body),
  traffic: () => request("/client/traffic"),
};

/** Listens to the workspace's events for as long as the page lives.
 * onEvent(event) for each; onLink("open" | "lost") on each change: after "open" the page should read anew what it shows. */
export function listen(onEvent, onLink) {
  let wait = FIRST_WAIT;
  const connect = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/client/events`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      onLink("open");
    });
    socket.addEventListener("message", (frame) => onEvent(JSON.parse(frame.data)));
    socket.addEventListener("close", () => {
      onLink("lost");
      setTimeout(connect, wait);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    });
  };
  connect();
}

const REASONS = {
  unreachable: "The workspace on this machine does not answer. Is it still running?",
  channel_not_found: "There is no such channel.",
  session_not_processing: "There is nothing to stop any more.",
  file_upload_size_restricted: "This file is larger than is allowed.",
  missing_argument: "This file is empty.",
  no_text: "There is nothing to send.",
  msg_too_long: "This message is longer than Slack allows.",
  not_in_channel: "You are not in this channel.",
  thread_not_found: "This thread no longer exists.",
  message_not_found: "This message no longer exists.",
  no_such_action: "This message has changed meanwhile; what you pressed is gone.",
  view_not_found: "This form is no longer open.",
  operation_timeout: "The bot did not answer in time. What you wrote is still here.",
  dispatch_failed: "The bot is not connected. What you wrote is still here.",
};

/** An error code of the page API as a sentence. */
export function sentence(error) {
  return REASONS[error] ?? `The workspace refused this (${error}).`;
}
