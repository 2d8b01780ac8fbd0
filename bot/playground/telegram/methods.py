"""The methods this Telegram has; any other is 404."""

from bot.playground.telegram import edits, messages, polling, profile, webhook
from bot.playground.telegram.call import Method

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "sendChatAction": profile.send_chat_action,
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "deleteMessage": edits.delete_message,
    "pinChatMessage": edits.pin_chat_message,
    "unpinChatMessage": edits.unpin_chat_message,
    "setMessageReaction": edits.set_message_reaction,
    "answerCallbackQuery": edits.answer_callback_query,
    "getChat": profile.get_chat,
    "getFile": profile.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
}
BY_LOWER_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}
SENDS = {"sendMessage", "sendPhoto", "sendDocument"}
