// What a page shows besides what it is for: empty, waiting, refused, broken, offline, unknown, moved on.
import "./states.css";

export { Answered } from "./answered";
export { Broken } from "./broken";
export { MovedOn } from "./moved-on";
export { isOver, Refused, WayOn } from "./refused";
export { Sentence } from "./sentence";
export { Code, State } from "./state";
export { Waiting } from "./waiting";
