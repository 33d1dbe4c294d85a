### English, which says what the others must have. What may stand here: src/i18n/build.rs.

## language: What the language says of itself

language-name = English
# IETF tag with the country, as Word has it.
language-region-tag = en-US
# The letters of its own script, from each to each: a text with a tenth of them is in this language. Latin letters are many's.
language-letters = {""}
# How the length of a text is counted: characters (without spaces) or words.
language-counts = words
# Fonts of a page (CSS), and how its lines end in Word: both (flush) or left.
language-fonts = system-ui, "Segoe UI", "Noto Sans"
language-alignment = left
# For people whose browser has not said theirs (IANA).
language-time-zone = UTC
language-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
language-date = { $month } { $day }
language-date-year = { $month } { $day }, { $year }
# A date with the time of day.
language-date-time = { $date }, { $time }
language-today = today
language-yesterday = yesterday

## periods: What a list that is sorted by time is parted by

periods-pinned = Pinned
periods-today = Today
periods-yesterday = Yesterday
periods-last-7-days = Previous 7 days
periods-last-30-days = Previous 30 days
periods-month = { $month } { $year }

## common: What many pages say, and all that the client says by itself
common-log-in = Log in

# Accounts
common-cancel = Cancel

# The models
common-model = Model

# Conversations
common-documents = Documents
common-fix-code = Fix my code
common-search = Search
common-new-chat = New chat
common-conversations = Chats
common-all-chats = All chats
common-conversations-none = No chats yet.
common-conversations-more = Show more
common-conversation-menu = Menu of { $title }
common-rename = Rename
common-pin = Pin
common-unpin = Unpin
common-move-to-folder = Move to folder
common-folder-name = Folder name (leave empty to remove from folder)
common-tags = Tags
common-share = Share
common-archive = Archive
common-delete = Delete
common-folders = Folders
common-account-menu = Account menu
common-settings = Settings
common-prompts = Prompts and personas
common-temporary-chat = Temporary chat
common-shared-links = Shared links
common-trash = Trash
common-transfer = Export and import
common-log-out = Log out
common-title = Title
common-skip = Skip to content
common-menu = Menu
common-more = More
common-message = Message
common-message-placeholder = Ask anything
common-send = Send
common-stop = Stop
common-copied = Copied
common-edit = Edit
common-undo = Undo
common-message-deleted = The message and everything after it were deleted.
common-older-messages = Show older messages
common-to-newest = Scroll to bottom
common-you = You
common-assistant = Supbot
common-writing = Writing an answer
common-reload-for-more = The answer is still being written. Reload to see more.
common-reply-stopped = Stopped here.
common-reply-interrupted = Interrupted here when the server restarted.
common-reply-failed = The answer is incomplete.
common-reconnecting = Connection lost. Reconnecting…
common-tokens = Tokens: { $count }
common-tokens-estimated = Tokens: about { $count }
common-omitted = This chat is too long for the model. Earlier messages it could not read: { $count }.
common-waiting-loading = Loading the model. The first time can take 10 to 20 seconds.
common-waiting-retrying = The model service is not taking requests right now. Trying again in { $seconds } s.
common-waiting-turn = Waiting for the previous answer to finish.
common-waiting-queued = Waiting in line. Answers ahead of this one: { $ahead }.

# What is told of answers to those who hear the page
common-announce-begin = Supbot is answering.
common-announce-end = The answer is complete.
common-announce-failed = The answer failed. { $reason }
common-announce-code = Code block, { $language }.
common-announce-table = Table.

# Pages that are not there
common-not-found = Not found
common-not-found-about = This page does not exist, was deleted, or you don't have access.
common-go-home = Go home
common-failed-to-load = Could not load

# Errors
common-error-unauthorized = Please log in. Your session may have expired.
common-error-forbidden = This key is not allowed to do that.
common-error-reauthentication-required = It has been more than 10 minutes since you confirmed your password. Confirm it again, or log in again.
common-error-not-found = Not found.
common-error-bad-request = The request could not be read. Reload the page and try again.
common-error-too-many-requests = Too many attempts. Try again in { $seconds } s.
common-error-busy = The server is too busy right now. Try again in { $seconds } s.
common-error-disk-full = The server's disk is full, so nothing can be saved right now. What is already saved is safe.
common-error-unavailable = The server is busy. Try again in a moment.
common-error-unreachable = Could not connect to the server. What you wrote is still here.
common-error-internal = Something went wrong on the server. The error has been logged.
common-fault-username-length = Usernames must have 2 to 32 characters.
common-fault-username-characters = Usernames can only have letters, digits, _ - and .
common-fault-username-taken = Username is already taken.
common-fault-email-format = Enter a valid email address.
common-fault-email-taken = Email is already in use.
common-fault-password-length = Passwords must have 8 to 256 characters.
common-fault-password-wrong = The current password is incorrect.
common-fault-credentials-wrong = The username or password is incorrect.
common-fault-signup-closed = This server is not accepting new accounts.
common-fault-title-length = Titles must have 1 to 200 characters.
common-fault-system-prompt-length = The system prompt can have up to 16 KiB.
common-fault-temperature-range = Temperature must be a number from 0 to 2.
common-fault-max-tokens-range = Max tokens must be a whole number from 1 to 1000000.
common-fault-message-empty = The message is empty.
common-fault-message-too-long = The message is too long. You can send up to 512 KiB.
common-fault-message-control-character = The message contains an invisible control character (such as NUL) and cannot be sent.
common-fault-attachments-invalid = An attachment is missing or was already sent, or there are more than 10.
common-fault-model-unknown = This server does not have that model. Choose another one.
common-fault-replies-waiting = Several questions are already waiting for answers. Wait for one of them to finish.
common-fault-event-unknown = There is no event with this ID.
common-fault-not-continuable = This answer cannot be continued.
common-fault-document-too-long = Documents can have up to 1 MB.
common-fault-document-stale = The document has changed in the meantime.
common-fault-format-unknown = There is no such format.
common-fault-export-too-long = It is too long to export.
common-fault-file-unreadable = The file cannot be opened. Only Word (.docx), Markdown and text can be imported. If it has a password, remove the password and try again. Save other formats as Word first.
common-fault-key-days = It can be valid for 1 to 3650 days.
common-fault-account-full = Your account is out of storage. Permanently delete chats or documents, then try again.
common-fault-count-max = You can have up to 50.
common-provider-unauthorized = The model service does not accept the API key. Check OPENAI_API_KEY.
common-provider-rate-limited = The model service's rate limit was reached. Try again in a while.
common-provider-refused = The model service refused the request. See the server log for details.
common-provider-failed = The model service failed. Try again in a while.
common-provider-unreachable = Could not connect to the model service. Check OPENAI_BASE_URL and that the service is running.
common-provider-timed-out = The model service did not answer in time.
common-provider-quota-exceeded = The quota at the model service is used up. Check its billing and limits.
common-provider-forbidden = This API key is not allowed to use this model.
common-provider-unknown-host = The model service's address could not be found. Check OPENAI_BASE_URL.
common-provider-tls-failed = Could not make a secure connection to the model service. Check that its address uses https, and its certificate.
common-provider-went-silent = The model service stopped responding in the middle of the answer.
common-provider-invalid-reply = The model service answered in an unknown format.
common-provider-too-long = The answer was too long and was cut here.
common-provider-empty-reply = The model sent an empty answer. Try again.
common-provider-broken-stream = The model service closed the connection before the answer was complete.
common-provider-not-installed = The built-in model is not installed yet. Run make model on the server, or set OPENAI_API_KEY.
common-provider-local-failed = The built-in model did not start. Check the server log.
common-provider-context-exceeded = This is more than the model can read at once. Send it in parts or choose a bigger model.
common-provider-unknown-model = The model service does not have that model.
common-provider-not-configured = No model is connected.

## chat: The pages of chat, where the server writes them

# Where nothing has been said yet
chat-greeting = What can I help you with?
chat-try-ask = Ask
chat-try-ask-example = Write a short email to someone I met at a meeting
chat-try-code = Write code
chat-try-code-example = Show me Python that sums a column of a CSV file
chat-try-fix-about = Paste files and review each change side by side.
chat-try-document = Write a document
chat-try-document-about = Reports, minutes, letters: polished and in the right format.

# The models
chat-local-suffix = built-in
chat-scripted-suffix = for testing
chat-connect-bigger = Connect another model
chat-models-none = No models are available right now.
chat-small-model-note = A small built-in model answers. It can make mistakes.
chat-any-model-note = Models can make mistakes. Check important info.

# The menu of a conversation
chat-title = Title
chat-system-prompt = System prompt (custom instructions)
chat-system-prompt-placeholder = e.g. answer in one paragraph
chat-temperature = Temperature (0 to 2)
chat-max-tokens = Max tokens
chat-left-to-model = Default
chat-save = Save
chat-to-document = Turn into document
chat-files = Files
chat-share = Share
chat-labels = Pin, folder, tags
chat-delete-conversation-about = It will be moved to the trash. You can restore it for 30 days.
chat-delete = Delete

# The buttons of messages
chat-copy = Copy
chat-quote = Quote
chat-regenerate = Regenerate
chat-retry = Retry
chat-go-on = Continue
chat-siblings = Other versions
chat-sibling-previous = Previous version
chat-sibling-next = Next version

## chat-tools: The tools of the chat: files, running code
chat-tools-close = Close

# What can be done with a block of code
chat-tools-code-actions = Code actions
chat-tools-code-explain = Explain
chat-tools-code-faults = Find bugs
chat-tools-code-tests = Add tests
chat-tools-code-comments = Add comments
chat-tools-code-faster = Make faster
chat-tools-code-translate = Convert language
chat-tools-code-translate-to = Language to convert to
chat-tools-ask-explain = Explain this code.
chat-tools-ask-faults = Find what is wrong or risky in this code, and fix it.
chat-tools-ask-tests = Write tests for this code.
chat-tools-ask-comments = Add comments to this code. Do not change the code itself.
chat-tools-ask-faster = Make this code faster, and say what is faster now.
chat-tools-ask-translate = Translate this code to { $language }.
chat-tools-ask-fix = Running this code gives the error below. Fix it.

# Running code
chat-tools-run = Run
chat-tools-run-result = Result
chat-tools-run-starting = Getting ready…
chat-tools-run-python-starting = Loading Python… The first time can take a few seconds.
chat-tools-run-running = Running…
chat-tools-run-done = Finished.
chat-tools-run-failed = An error occurred.
chat-tools-run-stopped = Stopped.
chat-tools-run-hung = Stopped: no response for 5 seconds.
chat-tools-run-too-slow = Stopped after 60 seconds.
chat-tools-run-too-long = Up to 1 MB of code can be run.
chat-tools-run-unavailable = Could not load what is needed to run this.
chat-tools-run-stop = Stop
chat-tools-run-again = Run again
chat-tools-run-console = Console
chat-tools-run-console-cut = Cut here: more than 1,000 lines.
chat-tools-run-fix = Fix this error
chat-tools-run-warning-title = Before you run this
chat-tools-run-warning = This browser cannot fully block running code from connecting to the internet. What is written in the code and this computer's IP address could get out. It cannot read your chats or your account. Only run code that you trust.
chat-tools-run-warning-run = Run anyway

# Files in answers
chat-tools-files = Files
chat-tools-files-in-answer = { $n ->
        [one] { $n } file
       *[other] { $n } files
    }
chat-tools-files-none = No answer has named code files yet.
chat-tools-files-versions = { $n ->
        [one] { $n } version
       *[other] { $n } versions
    }
chat-tools-files-version = Version { $n }
chat-tools-files-version-shown = Current version
chat-tools-files-compare = Compare with
chat-tools-files-compare-none = No comparison
chat-tools-files-show = Show
chat-tools-files-download = Download
chat-tools-files-download-all = Download all (zip)
chat-tools-files-copy = Copy
chat-tools-files-copied = Copied
chat-tools-files-all = All files
chat-tools-files-failed = Could not load the files.

# Files with a question
chat-tools-attach = Attach files
chat-tools-attach-list = Attached files
chat-tools-attach-remove = Remove { $name }
chat-tools-attach-uploading = Uploading { $name }
chat-tools-attach-wait = You can send it once the files are uploaded.
chat-tools-attach-failed = Upload failed. Please try again.
chat-tools-attach-max = You can attach up to 10 files.
chat-tools-attach-too-large = { $name }: files can be up to 10 MB.
chat-tools-attach-unseen = This model cannot see images. It is only told that there are some.

# Prompts and personas in the composer
chat-tools-prompt-library = Prompts and personas
chat-tools-prompt-library-count = Results: { $n }. Use the arrow keys, then Enter.
chat-tools-prompt-library-manage = Manage prompts and personas
chat-tools-prompt = Prompt
chat-tools-persona = Persona
chat-tools-prompt-insert = Insert
chat-tools-prompt-failed = This is not available right now. Please try again.
chat-tools-temporary = Temporary chat
chat-tools-cancel = Cancel

# The menu of a conversation
chat-tools-not-saved = Not saved: could not connect to the server.

## chat-list: The page of all chats
chat-list-all-chats = All chats
chat-list-tabs = Views
chat-list-tab-active = All
chat-list-tab-pinned = Pinned
chat-list-tab-archived = Archived
chat-list-tab-trash = Trash
chat-list-search = Search titles
chat-list-filter = Search
chat-list-folder = Folder
chat-list-folder-any = All folders
chat-list-tag = Tag
chat-list-tag-any = All tags
chat-list-select-all = Select all
chat-list-select-none = Deselect all
chat-list-select-one = Select: { $title }
chat-list-actions = Selected chats
chat-list-pin = Pin
chat-list-unpin = Unpin
chat-list-archive = Archive
chat-list-unarchive = Unarchive
chat-list-delete = Delete
chat-list-move-to = Move to folder
chat-list-folder-hint = Leave empty to remove from folder
chat-list-add-tag = Add tag
chat-list-remove-tag = Remove tag
chat-list-restore = Restore
chat-list-delete-for-good = Delete permanently
chat-list-delete-for-good-about = The selected chats will be permanently deleted. This cannot be undone.
chat-list-delete-for-good-yes = Yes, delete permanently
chat-list-deleted-for-good = Permanently deleted: { $n }.
chat-list-empty-trash = Empty trash
chat-list-empty-trash-about = All chats in the trash will be permanently deleted. This cannot be undone.
chat-list-trash-about = Deleted chats stay here for 30 days, then they are permanently deleted.
chat-list-nothing = No chats here.
chat-list-older = More
chat-list-deleted = Moved to trash: { $n }. You can restore them for 30 days.
chat-list-undo = Undo
chat-list-done = Updated: { $n }.
chat-list-done-pin = Pinned: { $n }.
chat-list-done-unpin = Unpinned: { $n }.
chat-list-done-archive = Archived: { $n }.
chat-list-done-unarchive = Unarchived: { $n }.
chat-list-done-move = Moved to folder: { $n }.
chat-list-done-move-out = Removed from folder: { $n }.
chat-list-done-tag = Tag added: { $n }.
chat-list-done-untag = Tag removed: { $n }.
chat-list-done-restore = Restored: { $n }.
chat-list-left-out = Not changed: { $n }. They do not exist, or already have 20 tags.
chat-list-nothing-chosen = Select chats and an action.
chat-list-folder-wrong = Folder names must have 1 to 60 characters.
chat-list-tag-wrong = Tags must have 1 to 30 characters.
chat-list-last-message = Last message
chat-list-deleted-on = Deleted

## temporary-chat: Temporary chats
temporary-chat-temporary-chat = Temporary chat
temporary-chat-start-over = Start over
temporary-chat-hello = A chat that is not saved anywhere
temporary-chat-about-stored = What you write stays on this page: it is not in the server's database or log. Only the number of tokens is added to your usage.
temporary-chat-about-gone = It is gone when you reload or leave the page, and cannot be restored.
temporary-chat-about-model = It is sent to the model that answers. What is kept there is up to its provider.
temporary-chat-no-script = Temporary chats are kept in the browser, so they need JavaScript.
temporary-chat-note = Gone when you leave this page. Models can make mistakes.
temporary-chat-copy = Copy

## documents: Documents

# The list
documents-documents = Documents
documents-new-document = New document
documents-search = Search titles and content
documents-search-button = Search
documents-all-formats = All formats
documents-empty = No documents yet. Choose a format, write a few lines of notes, and get a draft.
documents-nothing-found = No results.
documents-older = Older documents
documents-versions-older = Older versions
documents-import = Import a file
documents-import-hint = Word (.docx), Markdown or text, up to 4 MB
documents-import-button = Import
documents-duplicate = Duplicate
documents-delete = Delete
documents-deleted = The document was deleted. You can restore it for 30 days.
documents-undo = Undo
documents-trash = Trash
documents-trash-about = Deleted documents: { $n }. They are permanently deleted after 30 days and use storage until then.
documents-empty-trash = Empty trash
documents-empty-trash-about = All deleted documents will be permanently deleted. This cannot be undone.
documents-empty-trash-yes = Yes, delete permanently
documents-trash-emptied = Trash emptied.
documents-being-written = writing
documents-cut-short = interrupted
documents-just-now = just now
documents-minutes-ago = { $n } min ago
documents-hours-ago = { $n } h ago

# A new document
documents-choose-format = What kind of document?
documents-own-formats = Your formats
documents-own-format-new = Create a format from an example
documents-own-format-about = Paste a good document to turn its structure and style into a format.
documents-own-format-name = Format name
documents-own-format-example = Example (Markdown)
documents-own-format-make = Create format
documents-own-format-delete-about = Documents written in it stay. The format cannot be restored.
documents-own-format-deleted = The format was deleted.
documents-own-format-delete = Delete format
documents-title = Title
documents-title-hint = Defaults to the format name.
documents-language = Document language
documents-notes = Notes
documents-notes-hint = Rough notes are fine. Drafts can be wrong: check names, dates and numbers.
documents-model = Model
documents-made-from = Based on: { $name }
documents-write-draft = Write draft
documents-start-empty = Start with a blank document
documents-other-format = Other format
documents-length-characters = { $least } to { $most } characters
documents-length-words = { $least } to { $most } words

# A document
documents-save = Save
documents-markdown = Document content (Markdown)
documents-beside = Outline and format check
documents-versions = Versions
documents-export = Export
documents-export-docx = Word (.docx)
documents-export-pdf = PDF
documents-export-html = Web page (.html)
documents-export-md = Markdown (.md)
documents-export-txt = Text (.txt)
documents-origin = Go to chat
documents-more = More
documents-rename = Rename
documents-draft-running = The model is writing the draft.
documents-draft-reload = Reload to see more.
documents-draft-stopped = The draft was stopped. What was written so far is saved.
documents-draft-interrupted = The draft was interrupted when the server went down. What was written so far is saved.
documents-stop = Stop
documents-go-on = Continue
documents-check = Format check
documents-check-present = present
documents-check-missing = missing
documents-check-optional = missing (optional)
documents-check-too-short = too short
documents-check-length = Length
documents-check-fits = good
documents-check-length-short = too short
documents-check-length-long = too long
documents-no-script = JavaScript is off: you are editing Markdown, without revisions and autosave.

# Versions
documents-version-current = current
documents-version-of = Version { $n }
documents-source-autosave = autosaved
documents-source-manual = saved
documents-source-draft = draft
documents-source-accept = AI suggestion accepted
documents-source-restore = restored
documents-source-import = imported
documents-source-copy = copied
documents-by-you = you
documents-version-name = Version name
documents-version-name-save = Save name
documents-version-restore = Restore this version
documents-compare = Compare
documents-compare-from = Old
documents-compare-to = New
documents-compare-same = The two versions are the same.
documents-compare-added = added
documents-compare-removed = deleted
documents-back-to-document = Back to document
documents-versions-none = No versions yet.
documents-conflict = It was saved elsewhere first
documents-conflict-about = Nothing was overwritten. What you wrote is saved as the version 'not merged'. Compare the two below and choose.
documents-conflict-mine = Your version
documents-conflict-theirs = Saved version
documents-conflict-keep-mine = Use mine
documents-conflict-keep-theirs = Keep saved version
documents-not-merged = not merged
documents-diff-label = Changes
documents-contents = Contents

## editor: The editor of documents

# Saving
editor-saved = Saved
editor-saving = Saving…
editor-unsaved = Not saved
editor-offline = Not saved: could not connect to the server. Your text is kept in this browser.
editor-not-saved = Not saved: { $reason }
editor-rescued = Unsaved text in this browser was restored.
editor-conflict = The document was changed elsewhere. Your text is kept here and as a version.
editor-keep-mine = Save mine
editor-keep-theirs = Use saved version
editor-compare = Compare
editor-draft-reading = The model is reading what it writes from. A model on this server may have to be loaded first.

# Marks
editor-editor = Document
editor-toolbar = Formatting
editor-bold = Bold
editor-italic = Italic
editor-strike = Strikethrough
editor-code = Code
editor-link = Link
editor-link-prompt = Link address (https://…)
editor-paragraph = Text
editor-heading = Heading { $n }
editor-bullets = Bulleted list
editor-numbers = Numbered list
editor-tasks = To-do list
editor-quote = Quote
editor-code-block = Code block
editor-table = Table
editor-row-add = Add row
editor-column-add = Add column
editor-row-remove = Delete row
editor-column-remove = Delete column
editor-table-remove = Delete table
editor-rule = Divider
editor-undo = Undo
editor-redo = Redo
editor-find = Find
editor-replace = Replace
editor-replace-all = Replace all
editor-find-next = Next
editor-find-count = { $n } found
editor-close = Close
editor-block-style = Paragraph style

# Beside it
editor-outline = Outline
editor-outline-empty = Headings will appear here.
editor-counts = Length
editor-characters = Characters with spaces
editor-characters-bare = Characters without spaces
editor-words = Words
editor-fill = Fill in missing parts

# Revision
editor-revise = Revise
editor-revise-selection = Selection:
editor-revise-document = Whole document:
editor-plain = Plain
editor-rewrite = Rewrite
editor-shorten = Shorten
editor-expand = Expand
editor-correct = Fix grammar
editor-polite = Polite
editor-formal = Formal
editor-korean = To Korean
editor-english = To English
editor-go-on = Continue writing
editor-model = Model
editor-instruction = How should it change?
editor-propose = Suggest
editor-proposing = Writing a suggestion…
editor-cancel = Cancel
editor-proposal = Changes suggested: { $n }
editor-proposal-none = No changes suggested.
editor-proposal-stale = That text has changed in the meantime, so the suggestion no longer fits. Ask again.
editor-proposal-failed = No suggestion: { $reason }
editor-accept = Accept
editor-reject = Reject
editor-accept-all = Accept all
editor-reject-all = Reject all
editor-unreachable = could not connect to the server
editor-failed = unknown error

## code-fixes: Code fixes, and differences between texts

# A difference
code-fixes-diff-unified = Unified
code-fixes-diff-split = Side by side
code-fixes-diff-layout = View
code-fixes-diff-same = No differences.
code-fixes-diff-old-line = Old line
code-fixes-diff-new-line = New line
code-fixes-diff-old = Before
code-fixes-diff-new = After
code-fixes-diff-text = Text
code-fixes-diff-removed = Removed:
code-fixes-diff-added = Added:
code-fixes-diff-no-newline = No newline at end of file
code-fixes-diff-range = Lines { $from }–{ $to }

# The list and the form
code-fixes-code = Code
code-fixes-code-hint = Paste code here, or drop files.
code-fixes-name = File name
code-fixes-files = Or upload files
code-fixes-files-hint = Text files, up to { $n }, 1 MB in total.
code-fixes-wrong = What is wrong?
code-fixes-wrong-hint = Paste the error, or say what the code should do. Leave empty to have problems found for you.
code-fixes-model = Model
code-fixes-send = Fix it
code-fixes-fixes = Past fixes
code-fixes-delete = Delete
code-fixes-delete-about = The files and the changes made to them will be deleted. This cannot be undone.
code-fixes-deleted = The fix was deleted.
code-fixes-fixes-none = Nothing yet.
code-fixes-older = More
code-fixes-state-generating = writing
code-fixes-state-cut-short = interrupted
code-fixes-state-failed = failed

# One fix
code-fixes-back = All fixes
code-fixes-more = Menu
code-fixes-is-generating = The model is fixing the code. You can close this page; it will continue.
code-fixes-is-stopped = Stopped. Nothing was changed.
code-fixes-is-interrupted = Interrupted when the server went down. Nothing was changed.
code-fixes-reload = Reload
code-fixes-stop = Stop
code-fixes-ask-again = Ask again
code-fixes-answer = The model's answer
code-fixes-said = The model's explanation
code-fixes-was-asked-again = Some changes could not be applied at first, so the model was asked again.
code-fixes-not-made = Changes that were not applied
code-fixes-not-made-about = Where they belong was not certain, so they were not applied. These parts of the files are unchanged.
code-fixes-nothing-changed = Nothing was changed.
code-fixes-taken = { $n } of { $all } changes accepted
code-fixes-take-all = Accept all
code-fixes-take-none = Reject all
code-fixes-take = Accept
code-fixes-save = Save
code-fixes-new-file = new file
code-fixes-result = Result
code-fixes-copy = Copy
code-fixes-copied = Copied
code-fixes-download = Download
code-fixes-download-all = Download all (zip)
code-fixes-show-result = View full file
code-fixes-open-as-document = Open as document
code-fixes-send-on = Continue in chat
code-fixes-send-on-label = Write your question and send it.
code-fixes-send-on-button = Send to a new chat

# Why an edit was not made
code-fixes-reason-no-edits = No changes suggested.
code-fixes-reason-truncated = The answer ended before the change was complete.
code-fixes-reason-nested = Another change starts inside this change.
code-fixes-reason-divider = It is not clear where the old lines end and the new ones begin.
code-fixes-reason-marker = The start or the end of the change cannot be recognized.
code-fixes-reason-no-path = It does not say which file it is for.
code-fixes-reason-unknown-path = There is no file with that name.
code-fixes-reason-unsafe-path = That file name is not allowed.
code-fixes-reason-empty-search = It does not say what to replace in a file that is not empty.
code-fixes-reason-not-found = The lines to replace are not in the file.
code-fixes-reason-ambiguous = The lines to replace appear in the file more than once.
code-fixes-reason-overlap = Another change affects the same lines.
code-fixes-reason-no-change = It does not change anything.
code-fixes-reason-control = It contains a control character.
code-fixes-reason-too-large = The code would become too large.
code-fixes-reason-too-many = There are too many changes or new files.

# Why code is not taken
code-fixes-error-no-code = Paste some code or choose a file.
code-fixes-error-too-large = Up to 1 MB in total.
code-fixes-error-too-many-files = Up to 50 files.
code-fixes-error-not-text = Only UTF-8 text files can be fixed.
code-fixes-error-path = That file name is not allowed. Use one like src/main.py.
code-fixes-error-path-twice = Two files have the same name.
code-fixes-error-being-written = The model is still writing.
code-fixes-error-hunk-unknown = There is no such change.
code-fixes-error-too-many = You can have up to 1000. Please delete some old ones.

## prompts: Prompts and personas

# The list
prompts-prompt-library = Prompts and personas
prompts-prompt-library-about = Save prompts and personas you use often. Type / in the message box of a chat to use them.
prompts-prompt-library-open = View prompts and personas
prompts-prompts = Prompts
prompts-prompts-none = No prompts yet. Save a question you ask often.
prompts-prompt-new = New prompt
prompts-more = More
prompts-edit = Edit
prompts-personas = Personas
prompts-personas-none = No personas yet. A persona combines instructions, a model and its settings.
prompts-persona-new = New persona
prompts-temperature-is = temperature { $n }
prompts-tokens-are = up to { $n } tokens
prompts-start = Start chat
prompts-back = Back to prompts and personas
prompts-temporary = Temporary chat
prompts-temporary-about = A chat that is not saved anywhere. It is gone when you close the page.
prompts-temporary-open = Open temporary chat

# One prompt
prompts-edit-prompt = Edit prompt
prompts-name = Name
prompts-command = Command
prompts-command-hint = What you type after / in a chat. Letters, digits, - and _, up to 32.
prompts-body = Text
prompts-body-hint = Up to 64 KB. Put two braces around what you want to fill in each time. To keep braces as they are, put \ before them.
prompts-blank-text = text
prompts-blank-default = text with a default
prompts-blank-number = number
prompts-blank-choice = choices (the first is the default)
prompts-delete-prompt = Delete prompt
prompts-question = Question
prompts-ask = Ask in new chat

# One persona
prompts-edit-persona = Edit persona
prompts-model-default = Default model
prompts-delete-cannot-be-undone = This cannot be undone.
prompts-prompt-deleted = The prompt was deleted.
prompts-persona-deleted = The persona was deleted.
prompts-delete-persona = Delete persona
prompts-delete-persona-about = Chats started with it stay as they are.

# What stands against it
prompts-error-command = Commands must have 1 to 32 letters, digits, - and _.
prompts-error-command-taken = Another prompt already uses that command.
prompts-error-body-empty = Enter some text.
prompts-error-body-too-long = The text is too long. The limit is 64 KB.
prompts-error-too-many-prompts = You can have up to { $n } prompts. Delete some you no longer need.
prompts-error-too-many-personas = You can have up to { $n } personas. Delete some you no longer need.
prompts-error-unreadable = This is not a valid blank: { $text } Names can have up to { $n } letters and digits, with up to { $choices } choices. To keep braces as they are, put \ before them.
prompts-error-ambiguous = "{ $name }" is defined in two ways. Define it only once.
prompts-error-too-many-variables = You can have up to { $n } blanks.
prompts-error-missing = Fill in "{ $name }".
prompts-error-not-number = "{ $name }" must be a number.
prompts-error-not-choice = "{ $name }" must be one of its choices.
prompts-error-unknown = There is no blank named "{ $name }".
prompts-problem-too-many = You have reached the limit.
prompts-problem-variable = A blank is not valid.
prompts-problem-value = A value does not fit its blank.

## attachments: Attachments

# Why a file cannot be attached
attachments-error-no-file = There is no file to attach.
attachments-error-too-large = Files can be up to 10 MB.
attachments-error-unsupported = Only images (PNG, JPEG, WebP, GIF), text and PDFs can be attached.
attachments-error-picture-unreadable = The image cannot be read. The file seems to be damaged.
attachments-error-picture-too-large = The image is too large. It can have up to 12,000 pixels a side and 50 million in total.
attachments-error-text-too-long = Text can be up to 256 KB.
attachments-error-pdf-unreadable = The PDF cannot be read. It is damaged or has a password.
attachments-error-pdf-without-text = The PDF has no text. Attach its pages as images instead.
attachments-error-full = There is no room for more attachments. Delete chats that have attachments to make room.

# What models are told
attachments-prompt-file = Attached file: { $name }
attachments-prompt-unseen-image = [An image, “{ $name }”, is attached, which you cannot see. Say so if it matters.]
attachments-prompt-omitted = [“{ $name }” is attached, and left out here for length.]

# What stands for them where a link is shared
attachments-mark-image = [image]
attachments-mark-text = [file]

# The page
attachments-open-image = View image: { $name }
attachments-open-text = View attached text: { $name }

## search: Search
search-search = Search
search-placeholder = Search chats and documents
search-button = Search
search-place = Search in
search-in-all = Everywhere
search-in-messages = Messages
search-in-documents = Documents
search-in-titles = Chat titles
search-a-message = Message
search-a-document = Document
search-a-conversation = Chat
search-nothing-found = No results. Try fewer words, or search everywhere.
search-more = More
search-hint = Finds what contains all of the words.
search-operators = Search operators
search-operators-about = "In quotes": exactly as written; -word: without that word; rus*: words that start with it. Narrow it down with in:docs role:user model:gpt before:2026-01 after:2025-06-01 pinned: tag:name folder:name.

## sharing: Shared links

# What whoever has the link reads
sharing-about-conversation = A read-only copy of a chat, shared on { $day }.
sharing-about-document = A read-only copy of a document, shared on { $day }.
sharing-nothing-said = This chat has no messages yet.
sharing-a-person = User
sharing-go-on = Continue this chat
sharing-go-on-about = A copy is made in your account. The original does not change.
sharing-go-on-log-in = Log in to continue this chat
sharing-shared-from = Shared from Supbot, an AI workspace on your own server.

# The owner's list
sharing-shares = Shared links
sharing-shares-about = Anyone with the link can read a copy of what was shared. You can revoke a link at any time.
sharing-shares-open = View links
sharing-shares-none = No shared links. You can share from the menu of a chat or a document.
sharing-shares-more = More
sharing-new-link = This is your new link. Copy it now: it will not be shown again.
sharing-new-link-name = New link
sharing-copy-link = Copy link
sharing-conversation = Chat
sharing-document = Document
sharing-made-on = shared on { $day }
sharing-ends-on = expires { $day }
sharing-is-findable = visible to search engines
sharing-ends-never = never expires
sharing-revoke = Revoke
sharing-revoke-about = The link stops working right away. This cannot be undone.
sharing-revoked = The link was revoked and no longer works.
sharing-off = Sharing is currently turned off on this server, so links do not open.

# A new link
sharing-share = Share
sharing-shown-title = What people with the link can see
sharing-shown-conversation = The title of this chat, the { $n ->
        [one] { $n } message
       *[other] { $n } messages
    } shown now, the names of the models, and today's date. Not the system prompt, the model's reasoning, other versions of messages, or your name.
sharing-shown-document = The title of this document, its current content, and today's date. Not its earlier versions, your notes, or your name.
sharing-shown-anybody = Anyone can read it without an account. If you edit or delete the original later, the copy stays the same; it is removed as soon as you revoke the link or it expires.
sharing-ends = Expires
sharing-ends-in = in { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
sharing-ends-when-revoked = Until I revoke it
sharing-findable = Let search engines find it
sharing-make = Create link
sharing-cancel = Cancel

# What stands against it
sharing-error-off = Sharing is turned off on this server.
sharing-error-being-written = It is still being written. Share it when it is complete.
sharing-error-too-long = It is too long to share. The limit is 2 MB.
sharing-error-too-many = You can have up to 500 links. Revoke some you no longer need.

## import-export: Export and import
import-export-transfer = Export and import
import-export-transfer-about = Download all your chats, documents, prompts and code fixes in one file, or import chats from other services.
import-export-transfer-open = Open export and import
import-export-export = Export
import-export-export-about = One zip with every chat, document, prompt, persona and code fix, as Markdown to read and as JSON with all versions. Code fixes also include the files before and after. Passwords and keys are not included.
import-export-export-button = Download all
import-export-import = Import
import-export-import-about = Choose a file exported from Supbot, ChatGPT, Claude, Open WebUI or LibreChat: the original .zip or JSON, up to { $size }. Duplicates are skipped.
import-export-import-file = File to import
import-export-import-button = Import
import-export-imports = Past imports
import-export-reload = Reload
import-export-state-running = Running
import-export-state-done = Done
import-export-state-failed = Failed
import-export-imported = Chats: { $conversations } (messages: { $messages }). Documents: { $documents }. Duplicates skipped: { $known }.
import-export-imported-rest = Prompts: { $prompts }. Personas: { $personas }. Code fixes: { $code-fixes }.
import-export-error-too-large = The file is too large. The limit is { $size }.
import-export-error-cut-off = The upload was interrupted. Please choose the file again.
import-export-error-account-full = Your account does not have enough storage for this file. Permanently delete chats or documents, then try again.
import-export-error-disk-full = The server's disk is full. Please try again later.
import-export-error-busy = Another file is still being imported. Please try again when it is done.
import-export-error-unknown = The file could not be imported. Please try again.
import-export-fault-unreadable = No chats were found in the file. Please choose the exported file as you downloaded it.
import-export-fault-damaged = The file is damaged or incomplete. Please download it again. Nothing was imported.
import-export-fault-too-much = The file is too large when unzipped. Nothing was imported.
import-export-fault-full = Your account ran out of storage, so the import stopped. Permanently delete something and import the same file again: only the rest is added.
import-export-fault-disk-full = The server's disk is full, so the import stopped. Import the same file again when there is room: only the rest is added.
import-export-fault-newer = This file is from a newer Supbot. Update this server first.
import-export-fault-interrupted = The server went down during the import. Import the same file again: only the rest is added.
import-export-fault-internal = Something went wrong on the server. Import the same file again: only the rest is added.
import-export-omission-images = Images not imported: { $n }.
import-export-omission-audio = Audio and videos not imported: { $n }.
import-export-omission-attachments = Attachments not imported, as their text was missing: { $n }.
import-export-omission-tools = Tool calls and results not imported: { $n }.
import-export-omission-system = System and hidden messages not imported: { $n }.
import-export-omission-empty-messages = Empty messages not imported: { $n }.
import-export-omission-empty-conversations = Empty chats not imported: { $n }.
import-export-omission-unknown = Parts of an unknown kind not imported: { $n }.
import-export-omission-cut = Texts cut because they were too long: { $n }.
import-export-omission-characters = Texts from which control characters were removed: { $n }.
import-export-omission-garbled = Chats with unreadable characters, shown as �: { $n }.
import-export-omission-broken = Damaged entries that could not be read: { $n }.
import-export-omission-too-large = Entries that were too large: { $n }.
import-export-omission-files = Files skipped, as they have no chats: { $n }.
import-export-omission-formats = Formats not imported, as you can have up to 50: { $n }.
import-export-omission-versions = Earlier document versions missing from the export: { $n }.
import-export-omission-folders = Chats in folders whose names were missing: { $n }.
import-export-omission-tags = Tags not imported, as a chat can have up to 20: { $n }.
import-export-omission-prompts = Prompts not imported, as you can have up to 200: { $n }.
import-export-omission-personas = Personas not imported, as you can have up to 50: { $n }.
import-export-omission-code-fixes = Code fixes not imported, as you can have up to 1000: { $n }.
import-export-omission-commands = Prompts whose command was already used and got a number: { $n }.
import-export-you = You
import-export-assistant = AI

## account: The first page, accounts and settings

# The first page
account-tagline = Chat, code and documents in one place
account-landing-lead = An AI workspace on your own server. Ask questions, fix code and write polished documents. What you write is stored only on this server; questions are sent to the models you connect.
account-landing-chat = Ask
account-landing-chat-about = Ask in Korean or English. Answers continue even if you reload.
account-landing-code = Write and fix code
account-landing-code-about = Paste code, say what is wrong, and get it fixed.
account-landing-document = Write documents
account-landing-document-about = Write reports, minutes and letters in the right format, and export them to Word or PDF.
account-landing-own = All yours
account-landing-own-about = One program, one database file, and a built-in model that needs no API key.
account-sign-up = Sign up

# Accounts
account-log-out = Log out
account-username = Username
account-email = Email (optional)
account-password = Password
account-settings = Settings
account-account = Account
account-change-password = Change password
account-change-password-button = Change password
account-sessions = Logged-in devices
account-delete-account = Delete account
account-language = Language
account-username-hint = 2 to 32 letters, digits, _ - .
account-password-hint = At least 8 characters
account-no-account = New here?
account-has-account = Have an account?
account-log-in-first = Log in to continue.
account-signup-is-closed = This server is not accepting new accounts. Contact its administrator.
account-signed-in-as = You are logged in as { $name }.
account-current-password = Current password
account-new-password = New password
account-password-changed = Password changed. Other devices were logged out.
account-password-ends-keys = Changing your password logs out other devices and deletes all API keys.
account-password-keeps-keys = Keep my API keys
account-confirm-password = Confirm your password
account-confirm-about = Creating or deleting a key, logging out a device and exporting your data need your password again. After that, you will not be asked for 10 minutes.
account-confirm-first = Confirm your password first.
account-confirm = Confirm
account-session-current = this device
account-session-unknown = unknown device
account-session-last-seen = last used
account-session-revoke = Log out
account-session-revoke-about = You will have to log in again on that device.
account-session-revoked = The device was logged out.
account-keys = API keys
account-keys-about = Programs use a key instead of logging in. It is shown only once, when you create it.
account-key-new = This is your new key. Copy it now: it will not be shown again.
account-key-new-name = New API key
account-key-copy = Copy key
account-key-name = Name
account-key-name-hint = e.g. weekly report script
account-key-read-only = Read only
account-key-days = Expires
account-key-days-n = in { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
account-key-never = Never
account-key-make = Create key
account-key-last-used = last used { $day }
account-key-unused = never used
account-key-until = expires { $day }
account-key-delete = Delete
account-key-delete-about = Programs that use this key stop working right away. This cannot be undone.
account-key-deleted = The key was deleted.
account-audit = Account activity
account-audit-about = Logins and failed attempts, keys and links, exports: the latest 50. Nothing you write is included.
account-audit-times = { $n ->
        [one] { $n } time
       *[other] { $n } times
    }
account-event-log-in = Logged in
account-event-log-in-failed = Wrong password
account-event-log-out = Logged out
account-event-limited = Blocked after too many attempts
account-event-sign-up = Signed up
account-event-password-changed = Password changed
account-event-password-confirmed = Password confirmed
account-event-key-created = API key created
account-event-key-deleted = API key deleted
account-event-session-revoked = Another device logged out
account-event-exported = Data exported
account-event-imported = Data imported
account-event-share-created = Shared with a link
account-event-share-deleted = Link revoked
account-event-account-deleted = Account deleted
account-event-suspended = Suspended by the administrator
account-event-unsuspended = Suspension lifted
account-delete-account-about = All your chats will be deleted too. This cannot be undone.
account-delete-account-button = Delete account and all chats
account-connect-about = Add these to the server's environment or its .env file and restart. The models will appear in the list next to the built-in one. Any OpenAI-compatible address works.
account-connect-openai = OpenAI
account-connect-ollama = Ollama (on the server)
account-appearance = Appearance
account-theme = Theme
account-theme-light = Light
account-theme-dark = Dark
account-as-system = System
account-contrast = Contrast
account-contrast-more = High
account-text-size = Text size
account-text-small = Small
account-text-medium = Medium
account-text-large = Large
account-send-key = Send with
account-send-enter = Enter (Shift+Enter for a new line)
account-send-ctrl = Ctrl+Enter (Enter for a new line)
account-no-script = JavaScript is off. You can read, ask and edit documents as text, but live answers, running code and rich text editing are not available.

## shortcuts: Keyboard shortcuts and the command palette

# The palette
shortcuts-palette = Search and go
shortcuts-palette-hint = Search chats, documents, commands
shortcuts-palette-results = Results
shortcuts-palette-count = Results: { $n }. Use the arrow keys, then Enter.
shortcuts-palette-searching = Searching…
shortcuts-palette-nothing = No results.
shortcuts-palette-failed = Search is not available right now. Only commands are shown.
shortcuts-palette-everywhere = Search for “{ $words }” with filters
shortcuts-kind-action = Command
shortcuts-kind-page = Page
shortcuts-kind-chat = Chat
shortcuts-kind-message = Message
shortcuts-kind-document = Document
shortcuts-close = Close

# Where it leads
shortcuts-go-new-chat = New chat
shortcuts-go-temporary = Temporary chat
shortcuts-go-documents = Documents
shortcuts-go-new-document = New document: { $format }
shortcuts-go-code = Fix my code
shortcuts-go-search = Search with filters
shortcuts-go-chats = All chats
shortcuts-go-trash = Trash
shortcuts-go-prompts = Prompts and personas
shortcuts-go-shares = Shared links
shortcuts-go-transfer = Export and import
shortcuts-go-settings = Settings
shortcuts-language-other = Change language: { $name }
shortcuts-log-out = Log out

# What the keys do
shortcuts-keys = Keyboard shortcuts
shortcuts-keys-about = Saved on this device only. Single-key shortcuts are off while typing.
shortcuts-key-composer = Go to message box
shortcuts-key-side = Show or hide sidebar
shortcuts-key-copy = Copy last answer
shortcuts-key-stop = Stop answer
shortcuts-key-previous = Previous chat
shortcuts-key-next = Next chat
shortcuts-key-delete = Delete this chat
shortcuts-key-undo = Undo last action
shortcuts-key-change = Change
shortcuts-key-change-of = Change { $action } ({ $keys })
shortcuts-key-press = Press the new shortcut. Esc: cancel
shortcuts-key-taken = { $keys } is already used for “{ $action }”.
shortcuts-key-reserved = { $keys } cannot be used.
shortcuts-key-changed = { $action }: now { $keys }
shortcuts-keys-reset = Reset to defaults
shortcuts-keys-were-reset = All shortcuts were reset to defaults.
shortcuts-copied = Copied the last answer.
shortcuts-nothing-to-copy = There is no answer to copy.

# Toasts
shortcuts-deleted = “{ $title }” was moved to trash.
shortcuts-restored = “{ $title }” was restored.
shortcuts-failed = Something went wrong. Please try again.
shortcuts-undo = Undo

## offline: Without a network
offline-offline-live = You are offline. Messages will be sent when you are back online.
offline-offline-kept-at = Offline. Showing what was saved { $time }.
offline-offline-title = You are offline
offline-offline-about = This page needs the server. You can still read your recent chats below.
offline-offline-retry = Try again
offline-offline-kept = Available offline
offline-outbox = Messages to send
offline-outbox-waiting = Will be sent when you are back online.
offline-outbox-log-in = Will be sent when you log in again.
offline-outbox-unsure = This may have been sent already. Check the chat before you send it again.
offline-outbox-refused = Could not be sent. What you wrote is still here.
offline-outbox-sent = Sent.
offline-outbox-open = Open chat
offline-outbox-again = Send again
offline-outbox-take-back = Cancel sending

## instructions: What models are told

# Chat
instructions-chat = You are Supbot, a helpful and precise assistant. Answer in the language of the question, briefly and clearly. Use Markdown where form helps, and put code into fenced blocks with the name of the language. Say so when you do not know.
instructions-chat-continue = Your answer was cut off. Go on from exactly where it ended, in the middle of a word if need be. Do not repeat anything and do not add an introduction.
instructions-title = Write a title of two to six words for the conversation below, in the language of the question. Answer with the title only, without quotes or a full stop.

# Drafts of documents
instructions-draft =
    You write documents. From what the user gives you, write a document of the kind "{ $format }": { $purpose }

    Style: { $tone }
    Length: { $least } to { $most } words.

    Rules:
    - Write the document only, in Markdown, with nothing before or after it.
    - Do not invent facts, numbers or names that the user did not give. Leave what is unknown in brackets, such as [to be confirmed].
instructions-draft-title = Title: { $title }
instructions-draft-continue = The document was cut off. Go on from exactly where it ended, in the middle of a word if need be, to its end. Do not repeat anything.
instructions-sections = - Write these headings in this order, exactly, each alone on its line. Below each, write what the section is about in several sentences.
instructions-sections-headings = Headings:
instructions-sections-about = What each section is about:
instructions-section-optional = Leave it out if there is nothing to say.
instructions-fill =
    You complete documents. Write only the sections that the user's document lacks or that are too short.

    Style: { $tone }

    Rules:
    - Write no other section.
    - Invent no facts, and leave what is unknown as [to be confirmed].

# A format that is made of an example
instructions-example-guide = The example says: { $text }
instructions-example-purpose = Written like the example that it was made from.
instructions-example-tone = Follow the manner of the example below, but take no facts from it. The example: { $text }
instructions-example-question = What is it to say?

# Revising a part of a document
instructions-revise = You revise texts. Revise only the part under "Text" as told, and answer with the revised text alone, in Markdown. What stands before and after it is for your information only. No explanations, no quotation marks; keep facts, figures and Markdown marks.
instructions-revise-continue = You continue texts. Write only what comes after the part under "Text", in the same style, in Markdown. Repeat nothing.
instructions-revise-order = Order
instructions-revise-before = Before
instructions-revise-text = Text
instructions-revise-after = After
instructions-order-rewrite = Rewrite it so that it reads better; keep the meaning.
instructions-order-shorten = Shorten it to about half; keep what matters.
instructions-order-expand = Expand it with more detail; invent no facts.
instructions-order-correct = Correct spelling, punctuation and grammar, and nothing else.
instructions-order-polite = Make the tone polite.
instructions-order-plain = Make the tone plain and friendly.
instructions-order-formal = Make the tone formal.
instructions-order-korean = Translate it into natural Korean.
instructions-order-english = Translate it into natural English.
instructions-order-continue = Write the one or two paragraphs that follow it.

# Code fixes: small models follow rules in English best.
instructions-fix-whatever = Find what is wrong and fix it.
instructions-fix-explain = First say in one or two sentences what was wrong.
instructions-fix-example-wrong = The area is wrong.
instructions-fix-example-said = The radius was not squared.
instructions-fix-refused = These blocks could not be applied:
instructions-fix-again = Write only those blocks again. In SEARCH copy lines of the file as it was given to you, character by character, and enough of them that they stand in one place only. Do not repeat blocks that were applied.

## markup: Inside rendered Markdown
markup-copy = Copy
markup-task-done = Done
markup-task-not-done = Not done
markup-thinking = Thinking…
markup-thoughts = Reasoning
markup-alert-note = Note
markup-alert-tip = Tip
markup-alert-important = Important
markup-alert-warning = Warning
markup-alert-caution = Caution
