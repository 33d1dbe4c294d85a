// Made of the languages' files: UPDATE_SNAPSHOTS=1 cargo test --features ssr --lib i18n

/** The texts of the group `common`. */
export interface CommonTexts {
  /** Log in */
  log_in: string;
  /** Cancel */
  cancel: string;
  /** Model */
  model: string;
  /** Documents */
  documents: string;
  /** Fix my code */
  fix_code: string;
  /** Search */
  search: string;
  /** New chat */
  new_chat: string;
  /** Chats */
  conversations: string;
  /** All chats */
  all_chats: string;
  /** No chats yet. */
  conversations_none: string;
  /** Show more */
  conversations_more: string;
  /** Menu of {title} */
  conversation_menu: string;
  /** Rename */
  rename: string;
  /** Pin */
  pin: string;
  /** Unpin */
  unpin: string;
  /** Move to folder */
  move_to_folder: string;
  /** Folder name (leave empty to remove from folder) */
  folder_name: string;
  /** Tags */
  tags: string;
  /** Share */
  share: string;
  /** Archive */
  archive: string;
  /** Delete */
  delete: string;
  /** Folders */
  folders: string;
  /** Account menu */
  account_menu: string;
  /** Settings */
  settings: string;
  /** Prompts and personas */
  prompts: string;
  /** Temporary chat */
  temporary_chat: string;
  /** Shared links */
  shared_links: string;
  /** Trash */
  trash: string;
  /** Export and import */
  transfer: string;
  /** Log out */
  log_out: string;
  /** Title */
  title: string;
  /** Skip to content */
  skip: string;
  /** Menu */
  menu: string;
  /** More */
  more: string;
  /** Message */
  message: string;
  /** Ask anything */
  message_placeholder: string;
  /** Send */
  send: string;
  /** Stop */
  stop: string;
  /** Copied */
  copied: string;
  /** Edit */
  edit: string;
  /** Undo */
  undo: string;
  /** The message and everything after it were deleted. */
  message_deleted: string;
  /** Show older messages */
  older_messages: string;
  /** Scroll to bottom */
  to_newest: string;
  /** You */
  you: string;
  /** Supbot */
  assistant: string;
  /** Writing an answer */
  writing: string;
  /** The answer is still being written. Reload to see more. */
  reload_for_more: string;
  /** Stopped here. */
  reply_stopped: string;
  /** Interrupted here when the server restarted. */
  reply_interrupted: string;
  /** The answer is incomplete. */
  reply_failed: string;
  /** Connection lost. Reconnecting… */
  reconnecting: string;
  /** Tokens: {count} */
  tokens: string;
  /** Tokens: about {count} */
  tokens_estimated: string;
  /** This chat is too long for the model. Earlier messages it could not read: {count}. */
  omitted: string;
  /** Loading the model. The first time can take 10 to 20 seconds. */
  waiting_loading: string;
  /** The model service is not taking requests right now. Trying again in {seconds} s. */
  waiting_retrying: string;
  /** Waiting for the previous answer to finish. */
  waiting_turn: string;
  /** Waiting in line. Answers ahead of this one: {ahead}. */
  waiting_queued: string;
  /** Supbot is answering. */
  announce_begin: string;
  /** The answer is complete. */
  announce_end: string;
  /** The answer failed. {reason} */
  announce_failed: string;
  /** Code block, {language}. */
  announce_code: string;
  /** Table. */
  announce_table: string;
  /** Not found */
  not_found: string;
  /** This page does not exist, was deleted, or you don't have access. */
  not_found_about: string;
  /** Go home */
  go_home: string;
  /** Could not load */
  failed_to_load: string;
  /** Please log in. Your session may have expired. */
  error_unauthorized: string;
  /** This key is not allowed to do that. */
  error_forbidden: string;
  /** It has been more than 10 minutes since you confirmed your password. Confirm it again, or log in again. */
  error_reauthentication_required: string;
  /** Not found. */
  error_not_found: string;
  /** The request could not be read. Reload the page and try again. */
  error_bad_request: string;
  /** Too many attempts. Try again in {seconds} s. */
  error_too_many_requests: string;
  /** The server is too busy right now. Try again in {seconds} s. */
  error_busy: string;
  /** The server's disk is full, so nothing can be saved right now. What is already saved is safe. */
  error_disk_full: string;
  /** The server is busy. Try again in a moment. */
  error_unavailable: string;
  /** Could not connect to the server. What you wrote is still here. */
  error_unreachable: string;
  /** Something went wrong on the server. The error has been logged. */
  error_internal: string;
  /** Usernames must have 2 to 32 characters. */
  fault_username_length: string;
  /** Usernames can only have letters, digits, _ - and . */
  fault_username_characters: string;
  /** Username is already taken. */
  fault_username_taken: string;
  /** Enter a valid email address. */
  fault_email_format: string;
  /** Email is already in use. */
  fault_email_taken: string;
  /** Passwords must have 8 to 256 characters. */
  fault_password_length: string;
  /** The current password is incorrect. */
  fault_password_wrong: string;
  /** The username or password is incorrect. */
  fault_credentials_wrong: string;
  /** This server is not accepting new accounts. */
  fault_signup_closed: string;
  /** Titles must have 1 to 200 characters. */
  fault_title_length: string;
  /** The system prompt can have up to 16 KiB. */
  fault_system_prompt_length: string;
  /** Temperature must be a number from 0 to 2. */
  fault_temperature_range: string;
  /** Max tokens must be a whole number from 1 to 1000000. */
  fault_max_tokens_range: string;
  /** The message is empty. */
  fault_message_empty: string;
  /** The message is too long. You can send up to 512 KiB. */
  fault_message_too_long: string;
  /** The message contains an invisible control character (such as NUL) and cannot be sent. */
  fault_message_control_character: string;
  /** An attachment is missing or was already sent, or there are more than 10. */
  fault_attachments_invalid: string;
  /** This server does not have that model. Choose another one. */
  fault_model_unknown: string;
  /** Several questions are already waiting for answers. Wait for one of them to finish. */
  fault_replies_waiting: string;
  /** There is no event with this ID. */
  fault_event_unknown: string;
  /** This answer cannot be continued. */
  fault_not_continuable: string;
  /** Documents can have up to 1 MB. */
  fault_document_too_long: string;
  /** The document has changed in the meantime. */
  fault_document_stale: string;
  /** There is no such format. */
  fault_format_unknown: string;
  /** It is too long to export. */
  fault_export_too_long: string;
  /** The file cannot be opened. Only Word (.docx), Markdown and text can be imported. If it has a password, remove the password and try again. Save other formats as Word first. */
  fault_file_unreadable: string;
  /** It can be valid for 1 to 3650 days. */
  fault_key_days: string;
  /** Your account is out of storage. Permanently delete chats or documents, then try again. */
  fault_account_full: string;
  /** You can have up to 50. */
  fault_count_max: string;
  /** The model service does not accept the API key. Check OPENAI_API_KEY. */
  provider_unauthorized: string;
  /** The model service's rate limit was reached. Try again in a while. */
  provider_rate_limited: string;
  /** The model service refused the request. See the server log for details. */
  provider_refused: string;
  /** The model service failed. Try again in a while. */
  provider_failed: string;
  /** Could not connect to the model service. Check OPENAI_BASE_URL and that the service is running. */
  provider_unreachable: string;
  /** The model service did not answer in time. */
  provider_timed_out: string;
  /** The quota at the model service is used up. Check its billing and limits. */
  provider_quota_exceeded: string;
  /** This API key is not allowed to use this model. */
  provider_forbidden: string;
  /** The model service's address could not be found. Check OPENAI_BASE_URL. */
  provider_unknown_host: string;
  /** Could not make a secure connection to the model service. Check that its address uses https, and its certificate. */
  provider_tls_failed: string;
  /** The model service stopped responding in the middle of the answer. */
  provider_went_silent: string;
  /** The model service answered in an unknown format. */
  provider_invalid_reply: string;
  /** The answer was too long and was cut here. */
  provider_too_long: string;
  /** The model sent an empty answer. Try again. */
  provider_empty_reply: string;
  /** The model service closed the connection before the answer was complete. */
  provider_broken_stream: string;
  /** The built-in model is not installed yet. Run make model on the server, or set OPENAI_API_KEY. */
  provider_not_installed: string;
  /** The built-in model did not start. Check the server log. */
  provider_local_failed: string;
  /** This is more than the model can read at once. Send it in parts or choose a bigger model. */
  provider_context_exceeded: string;
  /** The model service does not have that model. */
  provider_unknown_model: string;
  /** No model is connected. */
  provider_not_configured: string;
}

/** The texts of the group `chat-tools`. */
export interface ChatToolsTexts {
  /** Close */
  close: string;
  /** Code actions */
  code_actions: string;
  /** Explain */
  code_explain: string;
  /** Find bugs */
  code_faults: string;
  /** Add tests */
  code_tests: string;
  /** Add comments */
  code_comments: string;
  /** Make faster */
  code_faster: string;
  /** Convert language */
  code_translate: string;
  /** Language to convert to */
  code_translate_to: string;
  /** Explain this code. */
  ask_explain: string;
  /** Find what is wrong or risky in this code, and fix it. */
  ask_faults: string;
  /** Write tests for this code. */
  ask_tests: string;
  /** Add comments to this code. Do not change the code itself. */
  ask_comments: string;
  /** Make this code faster, and say what is faster now. */
  ask_faster: string;
  /** Translate this code to {language}. */
  ask_translate: string;
  /** Running this code gives the error below. Fix it. */
  ask_fix: string;
  /** Run */
  run: string;
  /** Result */
  run_result: string;
  /** Getting ready… */
  run_starting: string;
  /** Loading Python… The first time can take a few seconds. */
  run_python_starting: string;
  /** Running… */
  run_running: string;
  /** Finished. */
  run_done: string;
  /** An error occurred. */
  run_failed: string;
  /** Stopped. */
  run_stopped: string;
  /** Stopped: no response for 5 seconds. */
  run_hung: string;
  /** Stopped after 60 seconds. */
  run_too_slow: string;
  /** Up to 1 MB of code can be run. */
  run_too_long: string;
  /** Could not load what is needed to run this. */
  run_unavailable: string;
  /** Stop */
  run_stop: string;
  /** Run again */
  run_again: string;
  /** Console */
  run_console: string;
  /** Cut here: more than 1,000 lines. */
  run_console_cut: string;
  /** Fix this error */
  run_fix: string;
  /** Before you run this */
  run_warning_title: string;
  /** This browser cannot fully block running code from connecting to the internet. What is written in the code and this computer's IP address could get out. It cannot read your chats or your account. Only run code that you trust. */
  run_warning: string;
  /** Run anyway */
  run_warning_run: string;
  /** Files */
  files: string;
  /** {n#one:{n} file#other:{n} files} */
  files_in_answer: string;
  /** No answer has named code files yet. */
  files_none: string;
  /** {n#one:{n} version#other:{n} versions} */
  files_versions: string;
  /** Version {n} */
  files_version: string;
  /** Current version */
  files_version_shown: string;
  /** Compare with */
  files_compare: string;
  /** No comparison */
  files_compare_none: string;
  /** Show */
  files_show: string;
  /** Download */
  files_download: string;
  /** Download all (zip) */
  files_download_all: string;
  /** Copy */
  files_copy: string;
  /** Copied */
  files_copied: string;
  /** All files */
  files_all: string;
  /** Could not load the files. */
  files_failed: string;
  /** Attach files */
  attach: string;
  /** Attached files */
  attach_list: string;
  /** Remove {name} */
  attach_remove: string;
  /** Uploading {name} */
  attach_uploading: string;
  /** You can send it once the files are uploaded. */
  attach_wait: string;
  /** Upload failed. Please try again. */
  attach_failed: string;
  /** You can attach up to 10 files. */
  attach_max: string;
  /** {name}: files can be up to 10 MB. */
  attach_too_large: string;
  /** This model cannot see images. It is only told that there are some. */
  attach_unseen: string;
  /** Prompts and personas */
  prompt_library: string;
  /** Results: {n}. Use the arrow keys, then Enter. */
  prompt_library_count: string;
  /** Manage prompts and personas */
  prompt_library_manage: string;
  /** Prompt */
  prompt: string;
  /** Persona */
  persona: string;
  /** Insert */
  prompt_insert: string;
  /** This is not available right now. Please try again. */
  prompt_failed: string;
  /** Temporary chat */
  temporary: string;
  /** Cancel */
  cancel: string;
  /** Not saved: could not connect to the server. */
  not_saved: string;
}

/** The texts of the group `offline`. */
export interface OfflineTexts {
  /** You are offline. Messages will be sent when you are back online. */
  offline_live: string;
  /** Offline. Showing what was saved {time}. */
  offline_kept_at: string;
  /** You are offline */
  offline_title: string;
  /** This page needs the server. You can still read your recent chats below. */
  offline_about: string;
  /** Try again */
  offline_retry: string;
  /** Available offline */
  offline_kept: string;
  /** Messages to send */
  outbox: string;
  /** Will be sent when you are back online. */
  outbox_waiting: string;
  /** Will be sent when you log in again. */
  outbox_log_in: string;
  /** This may have been sent already. Check the chat before you send it again. */
  outbox_unsure: string;
  /** Could not be sent. What you wrote is still here. */
  outbox_refused: string;
  /** Sent. */
  outbox_sent: string;
  /** Open chat */
  outbox_open: string;
  /** Send again */
  outbox_again: string;
  /** Cancel sending */
  outbox_take_back: string;
}

/** The texts of the group `shortcuts`. */
export interface ShortcutsTexts {
  /** Search and go */
  palette: string;
  /** Search chats, documents, commands */
  palette_hint: string;
  /** Results */
  palette_results: string;
  /** Results: {n}. Use the arrow keys, then Enter. */
  palette_count: string;
  /** Searching… */
  palette_searching: string;
  /** No results. */
  palette_nothing: string;
  /** Search is not available right now. Only commands are shown. */
  palette_failed: string;
  /** Search for “{words}” with filters */
  palette_everywhere: string;
  /** Command */
  kind_action: string;
  /** Page */
  kind_page: string;
  /** Chat */
  kind_chat: string;
  /** Message */
  kind_message: string;
  /** Document */
  kind_document: string;
  /** Close */
  close: string;
  /** New chat */
  go_new_chat: string;
  /** Temporary chat */
  go_temporary: string;
  /** Documents */
  go_documents: string;
  /** New document: {format} */
  go_new_document: string;
  /** Fix my code */
  go_code: string;
  /** Search with filters */
  go_search: string;
  /** All chats */
  go_chats: string;
  /** Trash */
  go_trash: string;
  /** Prompts and personas */
  go_prompts: string;
  /** Shared links */
  go_shares: string;
  /** Export and import */
  go_transfer: string;
  /** Settings */
  go_settings: string;
  /** Change language: {name} */
  language_other: string;
  /** Log out */
  log_out: string;
  /** Keyboard shortcuts */
  keys: string;
  /** Saved on this device only. Single-key shortcuts are off while typing. */
  keys_about: string;
  /** Go to message box */
  key_composer: string;
  /** Show or hide sidebar */
  key_side: string;
  /** Copy last answer */
  key_copy: string;
  /** Stop answer */
  key_stop: string;
  /** Previous chat */
  key_previous: string;
  /** Next chat */
  key_next: string;
  /** Delete this chat */
  key_delete: string;
  /** Undo last action */
  key_undo: string;
  /** Change */
  key_change: string;
  /** Change {action} ({keys}) */
  key_change_of: string;
  /** Press the new shortcut. Esc: cancel */
  key_press: string;
  /** {keys} is already used for “{action}”. */
  key_taken: string;
  /** {keys} cannot be used. */
  key_reserved: string;
  /** {action}: now {keys} */
  key_changed: string;
  /** Reset to defaults */
  keys_reset: string;
  /** All shortcuts were reset to defaults. */
  keys_were_reset: string;
  /** Copied the last answer. */
  copied: string;
  /** There is no answer to copy. */
  nothing_to_copy: string;
  /** “{title}” was moved to trash. */
  deleted: string;
  /** “{title}” was restored. */
  restored: string;
  /** Something went wrong. Please try again. */
  failed: string;
  /** Undo */
  undo: string;
}

/** Every group that pages carry. */
export interface Groups {
  "common": CommonTexts;
  "chat-tools": ChatToolsTexts;
  "offline": OfflineTexts;
  "shortcuts": ShortcutsTexts;
}
