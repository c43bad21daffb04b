/* The button for readings of kanji in the rich-text editor: it asks for the reading of the selected words. */
(() => {
  "use strict";
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;

  class Ask extends React.Component {
    componentDidMount() {
      const { editorState, entityType, entity, onComplete, onClose } = this.props;
      const selection = editorState.getSelection();
      const content = editorState.getCurrentContent();
      const before = entity ? entity.getData().reading : "";
      const reading = selection.isCollapsed() ? null : window.prompt(entityType.question, before);
      if (reading === null) {
        onClose();
        return;
      }
      const words = reading.trim();
      const changed = words ? content.createEntity(entityType.type, "MUTABLE", { reading: words }) : content;
      const key = words ? changed.getLastCreatedEntityKey() : null;
      onComplete(EditorState.push(editorState, Modifier.applyEntity(changed, selection, key), "apply-entity"));
    }

    render() {
      return null;
    }
  }

  // Set by the style sheet: an element with text of its own inside would confuse the editor.
  const Reading = ({ contentState, entityKey, children }) =>
    React.createElement(
      "span",
      { className: "desk-reading", "data-reading": contentState.getEntity(entityKey).getData().reading },
      children,
    );

  draftail.registerPlugin({ type: "RUBY", source: Ask, decorator: Reading }, "entityTypes");
})();
