; What the installer says, in the languages of assets/lang. English stands first: it is spoken where none fits. A test
; compares the list of languages; makensis refuses a sentence that is missing.

!insertmacro MUI_LANGUAGE "English" ; en
LangString TERMINAL ${LANG_ENGLISH} "Commands in the terminal"
LangString DESKTOP ${LANG_ENGLISH} "Shortcut on the desktop"
LangString DATA ${LANG_ENGLISH} "The shop's data on this computer"
LangString IS_OPEN ${LANG_ENGLISH} "Shopbell is open. Choose OK to close it. What it still has to send waits until it is open again."
LangString STILL_OPEN ${LANG_ENGLISH} "Shopbell is still open. Quit it, then choose Retry."
LangString TOO_OLD ${LANG_ENGLISH} "Shopbell needs Windows 10 or later, 64 bit."
LangString PATH_LONG ${LANG_ENGLISH} "The list of folders with commands (PATH) is too long to change here. It was left as it is."
LangString DATA_SURE ${LANG_ENGLISH} "This deletes customers, messages, waiting lists, stops, settings and the backups kept in the same folder, and takes the access key from Windows' keyring. It cannot be undone. Delete them?"

!insertmacro MUI_LANGUAGE "German" ; de
LangString TERMINAL ${LANG_GERMAN} "Befehle im Terminal"
LangString DESKTOP ${LANG_GERMAN} "Verknüpfung auf dem Desktop"
LangString DATA ${LANG_GERMAN} "Die Daten des Ladens auf diesem Computer"
LangString IS_OPEN ${LANG_GERMAN} "Shopbell ist offen. „OK“ schließt es. Was noch zu senden ist, wartet, bis es wieder offen ist."
LangString STILL_OPEN ${LANG_GERMAN} "Shopbell ist noch offen. Beenden Sie es und wählen Sie dann „Wiederholen“."
LangString TOO_OLD ${LANG_GERMAN} "Shopbell braucht Windows 10 oder neuer mit 64 Bit."
LangString PATH_LONG ${LANG_GERMAN} "Die Liste der Ordner mit Befehlen (PATH) ist zu lang, um sie hier zu ändern. Sie blieb, wie sie war."
LangString DATA_SURE ${LANG_GERMAN} "Das löscht Kunden, Nachrichten, Wartelisten, Stopps, Einstellungen und die Sicherungen im selben Ordner und nimmt den Zugangsschlüssel aus dem Passwortspeicher von Windows. Es lässt sich nicht rückgängig machen. Löschen?"

!insertmacro MUI_LANGUAGE "SpanishInternational" ; es
LangString TERMINAL ${LANG_SPANISHINTERNATIONAL} "Órdenes en el terminal"
LangString DESKTOP ${LANG_SPANISHINTERNATIONAL} "Acceso directo en el escritorio"
LangString DATA ${LANG_SPANISHINTERNATIONAL} "Los datos de la tienda en este ordenador"
LangString IS_OPEN ${LANG_SPANISHINTERNATIONAL} "Shopbell está abierto. Elija Aceptar para cerrarlo. Lo que le queda por enviar espera hasta que se abra de nuevo."
LangString STILL_OPEN ${LANG_SPANISHINTERNATIONAL} "Shopbell sigue abierto. Ciérrelo y elija Reintentar."
LangString TOO_OLD ${LANG_SPANISHINTERNATIONAL} "Shopbell necesita Windows 10 o posterior, de 64 bits."
LangString PATH_LONG ${LANG_SPANISHINTERNATIONAL} "La lista de carpetas con órdenes (PATH) es demasiado larga para cambiarla aquí. Se ha dejado como estaba."
LangString DATA_SURE ${LANG_SPANISHINTERNATIONAL} "Se borran clientes, mensajes, listas de espera, bajas, ajustes y las copias guardadas en la misma carpeta, y la clave de acceso se quita del almacén de contraseñas de Windows. No se puede deshacer. ¿Borrar?"

!insertmacro MUI_LANGUAGE "French" ; fr
LangString TERMINAL ${LANG_FRENCH} "Commandes dans le terminal"
LangString DESKTOP ${LANG_FRENCH} "Raccourci sur le bureau"
LangString DATA ${LANG_FRENCH} "Les données de la boutique sur cet ordinateur"
LangString IS_OPEN ${LANG_FRENCH} "Shopbell est ouvert. Choisissez OK pour le fermer. Ce qu’il reste à envoyer attend sa réouverture."
LangString STILL_OPEN ${LANG_FRENCH} "Shopbell est encore ouvert. Quittez-le, puis choisissez Réessayer."
LangString TOO_OLD ${LANG_FRENCH} "Shopbell a besoin de Windows 10 ou plus récent, en 64 bits."
LangString PATH_LONG ${LANG_FRENCH} "La liste des dossiers de commandes (PATH) est trop longue pour être modifiée ici. Elle est restée telle quelle."
LangString DATA_SURE ${LANG_FRENCH} "Cela supprime les clients, les messages, les listes d’attente, les refus, les réglages et les sauvegardes gardées dans le même dossier, et retire la clé d’accès du coffre de mots de passe de Windows. C’est définitif. Supprimer ?"

!insertmacro MUI_LANGUAGE "Indonesian" ; id
LangString TERMINAL ${LANG_INDONESIAN} "Perintah di terminal"
LangString DESKTOP ${LANG_INDONESIAN} "Pintasan di desktop"
LangString DATA ${LANG_INDONESIAN} "Data toko di komputer ini"
LangString IS_OPEN ${LANG_INDONESIAN} "Shopbell sedang terbuka. Pilih OK untuk menutupnya. Yang masih harus dikirim menunggu sampai Shopbell dibuka lagi."
LangString STILL_OPEN ${LANG_INDONESIAN} "Shopbell masih terbuka. Keluar dari Shopbell, lalu pilih Coba lagi."
LangString TOO_OLD ${LANG_INDONESIAN} "Shopbell memerlukan Windows 10 atau yang lebih baru, 64 bit."
LangString PATH_LONG ${LANG_INDONESIAN} "Daftar folder perintah (PATH) terlalu panjang untuk diubah di sini. Daftar itu dibiarkan seperti semula."
LangString DATA_SURE ${LANG_INDONESIAN} "Ini menghapus pelanggan, pesan, daftar tunggu, permintaan berhenti, pengaturan, dan cadangan di folder yang sama, serta mengambil kunci akses dari brankas sandi Windows. Ini tidak bisa dibatalkan. Hapus?"

!insertmacro MUI_LANGUAGE "Italian" ; it
LangString TERMINAL ${LANG_ITALIAN} "Comandi nel terminale"
LangString DESKTOP ${LANG_ITALIAN} "Collegamento sul desktop"
LangString DATA ${LANG_ITALIAN} "I dati del negozio su questo computer"
LangString IS_OPEN ${LANG_ITALIAN} "Shopbell è aperto. Scelga OK per chiuderlo. Ciò che resta da inviare aspetta che venga riaperto."
LangString STILL_OPEN ${LANG_ITALIAN} "Shopbell è ancora aperto. Lo chiuda, poi scelga Riprova."
LangString TOO_OLD ${LANG_ITALIAN} "Shopbell richiede Windows 10 o successivo, a 64 bit."
LangString PATH_LONG ${LANG_ITALIAN} "L’elenco delle cartelle con i comandi (PATH) è troppo lungo per modificarlo qui. È rimasto com’era."
LangString DATA_SURE ${LANG_ITALIAN} "Si eliminano clienti, messaggi, liste d’attesa, rifiuti, impostazioni e le copie conservate nella stessa cartella, e la chiave di accesso viene tolta dal portachiavi di Windows. Non si può annullare. Eliminare?"

!insertmacro MUI_LANGUAGE "PortugueseBR" ; pt-BR
LangString TERMINAL ${LANG_PORTUGUESEBR} "Comandos no terminal"
LangString DESKTOP ${LANG_PORTUGUESEBR} "Atalho na área de trabalho"
LangString DATA ${LANG_PORTUGUESEBR} "Os dados da loja neste computador"
LangString IS_OPEN ${LANG_PORTUGUESEBR} "O Shopbell está aberto. Escolha OK para fechá-lo. O que falta enviar espera até ele ser aberto de novo."
LangString STILL_OPEN ${LANG_PORTUGUESEBR} "O Shopbell ainda está aberto. Saia dele e escolha Repetir."
LangString TOO_OLD ${LANG_PORTUGUESEBR} "O Shopbell precisa do Windows 10 ou mais novo, de 64 bits."
LangString PATH_LONG ${LANG_PORTUGUESEBR} "A lista de pastas de comandos (PATH) é longa demais para ser alterada aqui. Ela ficou como estava."
LangString DATA_SURE ${LANG_PORTUGUESEBR} "Isso apaga clientes, mensagens, listas de espera, pedidos de parar, ajustes e os backups guardados na mesma pasta, e tira a chave de acesso do cofre de senhas do Windows. Não dá para desfazer. Apagar?"

!insertmacro MUI_LANGUAGE "Thai" ; th
LangString TERMINAL ${LANG_THAI} "คำสั่งในเทอร์มินัล"
LangString DESKTOP ${LANG_THAI} "ทางลัดบนเดสก์ท็อป"
LangString DATA ${LANG_THAI} "ข้อมูลของร้านในเครื่องนี้"
LangString IS_OPEN ${LANG_THAI} "Shopbell เปิดอยู่ เลือก ตกลง เพื่อปิด สิ่งที่ยังต้องส่งจะรอจนกว่าจะเปิดอีกครั้ง"
LangString STILL_OPEN ${LANG_THAI} "Shopbell ยังเปิดอยู่ ออกจาก Shopbell แล้วเลือก ลองใหม่"
LangString TOO_OLD ${LANG_THAI} "Shopbell ต้องใช้ Windows 10 ขึ้นไป แบบ 64 บิต"
LangString PATH_LONG ${LANG_THAI} "รายการโฟลเดอร์คำสั่ง (PATH) ยาวเกินกว่าจะแก้ที่นี่ได้ จึงปล่อยไว้ตามเดิม"
LangString DATA_SURE ${LANG_THAI} "การทำเช่นนี้จะลบลูกค้า ข้อความ รายชื่อรอ คำขอหยุด การตั้งค่า และข้อมูลสำรองในโฟลเดอร์เดียวกัน และนำกุญแจเข้าใช้งานออกจากที่เก็บรหัสผ่านของ Windows ย้อนกลับไม่ได้ ลบหรือไม่"

!insertmacro MUI_LANGUAGE "Vietnamese" ; vi
LangString TERMINAL ${LANG_VIETNAMESE} "Lệnh trong terminal"
LangString DESKTOP ${LANG_VIETNAMESE} "Lối tắt trên màn hình nền"
LangString DATA ${LANG_VIETNAMESE} "Dữ liệu của cửa hàng trên máy này"
LangString IS_OPEN ${LANG_VIETNAMESE} "Shopbell đang mở. Chọn OK để đóng. Những gì còn phải gửi sẽ chờ đến khi Shopbell được mở lại."
LangString STILL_OPEN ${LANG_VIETNAMESE} "Shopbell vẫn đang mở. Hãy thoát Shopbell rồi chọn Thử lại."
LangString TOO_OLD ${LANG_VIETNAMESE} "Shopbell cần Windows 10 trở lên, 64 bit."
LangString PATH_LONG ${LANG_VIETNAMESE} "Danh sách thư mục lệnh (PATH) quá dài để sửa ở đây. Danh sách được giữ nguyên."
LangString DATA_SURE ${LANG_VIETNAMESE} "Việc này xóa khách hàng, tin nhắn, danh sách chờ, yêu cầu dừng, cài đặt và các bản sao lưu trong cùng thư mục, đồng thời gỡ khóa truy cập khỏi kho mật khẩu của Windows. Không thể hoàn tác. Xóa?"

!insertmacro MUI_LANGUAGE "Arabic" ; ar
LangString TERMINAL ${LANG_ARABIC} "الأوامر في الطرفية"
LangString DESKTOP ${LANG_ARABIC} "اختصار على سطح المكتب"
LangString DATA ${LANG_ARABIC} "بيانات المتجر على هذا الحاسوب"
LangString IS_OPEN ${LANG_ARABIC} "Shopbell مفتوح. اختر «موافق» لإغلاقه. ما بقي للإرسال ينتظر حتى يُفتح من جديد."
LangString STILL_OPEN ${LANG_ARABIC} "ما زال Shopbell مفتوحًا. أنهِه ثم اختر «إعادة المحاولة»."
LangString TOO_OLD ${LANG_ARABIC} "يحتاج Shopbell إلى Windows 10 أو أحدث، 64 بت."
LangString PATH_LONG ${LANG_ARABIC} "قائمة مجلدات الأوامر (PATH) أطول من أن تُغيَّر هنا، فبقيت كما هي."
LangString DATA_SURE ${LANG_ARABIC} "هذا يحذف العملاء والرسائل وقوائم الانتظار وطلبات التوقف والإعدادات والنسخ الاحتياطية في المجلد نفسه، ويزيل مفتاح الوصول من خزنة كلمات المرور في Windows. لا يمكن التراجع عن ذلك. أتُحذف؟"
