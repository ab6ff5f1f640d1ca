const POLL_MS = 250;

/**
 * Calls `gone` once when the process that started us is no more. npm hands a signal to the shell it runs us in; the
 * shell dies of it and tells nobody, so without this a stopped `npm start` would leave its windows behind. Answers a
 * function that ends the watch.
 */
export function onParentGone(gone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
