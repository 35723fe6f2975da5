// The texts in Polish, in one piece.
const files = import.meta.glob<string>("../../../../locales/pl/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(files).join("\n");
