// Leaves at once, and takes this page out of the list of pages that "back" goes through. Without this file the link works as a link.
const link = document.querySelector(".quick-exit a");
const PRESSES = 3;
const PAUSE = 1500;
let presses = 0;
let last = 0;

function leave() {
  document.body.hidden = true;
  location.replace(link.href);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    presses = 0;
    return;
  }
  presses = event.timeStamp - last < PAUSE ? presses + 1 : 1;
  last = event.timeStamp;
  if (presses === PRESSES) leave();
});

// Whoever comes back finds the page as it was.
addEventListener("pageshow", () => {
  document.body.hidden = false;
});

document.querySelector(".quick-exit [hidden]").hidden = false;
