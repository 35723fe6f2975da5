// The texts in English, in one piece; those of pictures are the server’s.
const files = import.meta.glob<string>(["../../../../locales/en/*.ftl", "!**/picture.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(files).join("\n");
