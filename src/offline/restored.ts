// Asks for a page anew when a person goes back to it and the browser has kept it whole (the back/forward cache): somebody else
// may be at the device by then. Browsers keep no page that says `no-store`; Firefox does when a worker has answered. It stands
// in the page itself (script.rs).

export {};

onpagehide = ({ persisted }) => {
  document.documentElement.hidden = persisted;
};
onpageshow = ({ persisted }) => {
  if (persisted) location.reload();
};
